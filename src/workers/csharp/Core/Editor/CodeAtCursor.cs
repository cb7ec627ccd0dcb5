using AsyncWorkbook.Workers.CSharp.Core.Submissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncWorkbook.Workers.CSharp.Core.Editor;

/// <summary>Code that is being written, and what the compiler understands of it. None of it is run.</summary>
internal sealed class CodeAtCursor
{
    private readonly SubmissionChain chain;
    private readonly SyntaxTree tree;
    private readonly int inserted; // characters in front of the cursor, by which the compiler takes words for names

    /// <param name="chain">The cells that have run.</param>
    /// <param name="code">The code of a cell, which may have mistakes.</param>
    /// <param name="cursor">An index into it.</param>
    public CodeAtCursor(SubmissionChain chain, string code, int cursor)
    {
        this.chain = chain;
        tree = ContextualNames.Parse(SourceText.From(code), "", out var escaped);
        inserted = escaped.Count(place => place <= cursor);
        code = tree.GetText().ToString();
        cursor += inserted;
        Cursor = cursor;
        var start = cursor;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
        {
            start--;
        }

        var end = cursor;
        while (end < code.Length && SyntaxFacts.IsIdentifierPartCharacter(code[end]))
        {
            end++;
        }

        Word = TextSpan.FromBounds(start, end);
        Begun = code[start..cursor];
        var before = Root.FindToken(start);
        Before = before.SpanStart < start ? before : before.GetPreviousToken(includeZeroWidth: false);
        Model = Understand(withAll: false);
    }

    public int Cursor { get; }

    /// <summary>Where the word stands that the cursor is in or beside; empty if there is none.</summary>
    public TextSpan Word { get; }

    /// <summary>The same in the code as it was given.</summary>
    public TextSpan WordAsWritten => new(Word.Start - inserted, Word.Length);

    /// <summary>The part of the word in front of the cursor.</summary>
    public string Begun { get; }

    /// <summary>The token in front of the word.</summary>
    public SyntaxToken Before { get; }

    public SyntaxNode Root => tree.GetRoot();

    public SemanticModel Model { get; private set; }

    /// <summary>Whether the word is a text or a comment, which no compiler understands.</summary>
    public bool IsProse
    {
        get
        {
            var token = Root.FindToken(Math.Max(0, Cursor - 1));
            var trivia = Root.FindTrivia(Math.Max(0, Cursor - 1));
            return (trivia.FullSpan.Contains(Cursor - 1) && IsComment(trivia.Kind()))
                || (token.SpanStart < Cursor && IsText(token.Kind())
                    && (Cursor < token.Span.End || IsOpen(token) || token.IsKind(SyntaxKind.InterpolatedStringTextToken)))
                || LineOfCursor.StartsWith('#');
        }
    }

    /// <summary>What an expression, a type or a namespace means; also if it is in a rare part of the runtime library.</summary>
    public (ISymbol? Symbol, ITypeSymbol? Type) MeaningOf(SyntaxNode node)
    {
        var meaning = Meaning();
        if (meaning is { Symbol: null, Type: null or { TypeKind: TypeKind.Error } })
        {
            var usual = Model;
            LookEverywhere();
            meaning = Meaning();
            if (meaning.Symbol is null)
            {
                Model = usual;
            }
        }

        return meaning;

        (ISymbol? Symbol, ITypeSymbol? Type) Meaning()
        {
            var symbols = Model.GetSymbolInfo(node);
            return (symbols.Symbol ?? symbols.CandidateSymbols.FirstOrDefault(), Model.GetTypeInfo(node).Type);
        }
    }

    /// <summary>What a name means as an expression where the compiler has taken it for the beginning of a type's.</summary>
    public (ISymbol? Symbol, ITypeSymbol? Type) MeaningAsExpression(ExpressionSyntax name)
    {
        const SpeculativeBindingOption AsExpression = SpeculativeBindingOption.BindAsExpression;
        var expression = SyntaxFactory.ParseExpression(name.ToString());
        return (
            Model.GetSpeculativeSymbolInfo(name.SpanStart, expression, AsExpression).Symbol,
            Model.GetSpeculativeTypeInfo(name.SpanStart, expression, AsExpression).Type);
    }

    private string LineOfCursor => tree.GetText().Lines.GetLineFromPosition(Cursor).ToString().TrimStart();

    /// <summary>From here on the whole of the runtime library is looked through, which takes a moment and memory.</summary>
    public void LookEverywhere() => Model = Understand(withAll: true);

    private static bool IsComment(SyntaxKind kind) =>
        kind is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.DisabledTextTrivia;

    private static bool IsText(SyntaxKind kind) =>
        kind is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.Utf8StringLiteralToken;

    private static bool IsOpen(SyntaxToken text) => text.GetDiagnostics().Any();

    private SemanticModel Understand(bool withAll) => chain.Understand(tree, withAll).GetSemanticModel(tree);
}
