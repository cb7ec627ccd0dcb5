using System.Text;
using AsyncWorkbook.Workers.CSharp.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncWorkbook.Workers.CSharp.Submissions;

/// <summary>
/// The text of a cell as it is compiled: with <see cref="LoopCheck"/> written into its loops, on lines that are the
/// cell's own, and with the way back from a compiled position to the reader's.
/// </summary>
internal sealed class CellSource
{
    private const string Check = "global::AsyncWorkbook.Workers.CSharp.Running.LoopCheck.Pass();";

    private static readonly CSharpParseOptions parseOptions =
        new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    private readonly SourceText original;
    private readonly List<(int Position, int Length)> insertions = [];

    /// <param name="code">What the reader wrote.</param>
    /// <param name="file">What the reader calls the cell.</param>
    /// <param name="firstLine">The 1-based line of the cell at which <paramref name="code"/> starts.</param>
    public CellSource(string code, string file, int firstLine)
    {
        // Empty lines in front give the lines of the cell to whoever asks: compiler, debug information, stack traces.
        original = SourceText.From(new string('\n', firstLine - 1) + code, Encoding.UTF8);
        Tree = CSharpSyntaxTree.ParseText(original, parseOptions, file);
        var inserts = LoopCheckPlaces.In(Root, Check);
        if (inserts.Count > 0 && !Tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            Tree = CSharpSyntaxTree.ParseText(Insert(inserts), parseOptions, file);
        }
    }

    public SyntaxTree Tree { get; }

    public CompilationUnitSyntax Root => (CompilationUnitSyntax)Tree.GetRoot();

    /// <summary>The expression at the end without a semicolon, whose value is the cell's result; or null.</summary>
    public ExpressionSyntax? TrailingExpression =>
        Root.Members.LastOrDefault() is GlobalStatementSyntax
        {
            Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true, Expression: var expression }
        }
            ? expression
            : null;

    /// <summary>The 0-based line and column of the cell for a position in <see cref="Tree"/>.</summary>
    public LinePosition PositionInCell(int compiled)
    {
        var shift = 0;
        foreach (var (position, length) in insertions)
        {
            if (position + shift >= compiled)
            {
                break;
            }

            shift += Math.Min(length, compiled - position - shift);
        }

        return original.Lines.GetLinePosition(compiled - shift);
    }

    private SourceText Insert(List<TextChange> inserts)
    {
        var ordered = inserts.OrderBy(insert => insert.Span.Start).ToList(); // stable: order at one place is kept
        insertions.AddRange(ordered.Select(insert => (insert.Span.Start, insert.NewText!.Length)));
        var text = new StringBuilder(original.ToString());
        for (var i = ordered.Count - 1; i >= 0; i--)
        {
            text.Insert(ordered[i].Span.Start, ordered[i].NewText);
        }

        return SourceText.From(text.ToString(), Encoding.UTF8);
    }
}
