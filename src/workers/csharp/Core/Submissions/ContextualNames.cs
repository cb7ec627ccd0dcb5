using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncWorkbook.Workers.CSharp.Core.Submissions;

/// <summary>
/// Words that begin a declaration in newer C#, such as <c>record</c>, <c>extension</c> and <c>union</c>, used as the names
/// that they were before. In a script a statement may begin with any of them, and the compiler takes the declaration; what
/// declares no name is none, and its word gets the sign that makes a name of it: <c>@union.Add(1)</c>.
/// </summary>
internal static class ContextualNames
{
    private const int mostRounds = 20; // each may bring to light what the parser has skipped

    /// <summary>Reads code.</summary>
    /// <param name="text">The code.</param>
    /// <param name="file">What it is called.</param>
    /// <param name="escaped">Where in <paramref name="text"/> signs were inserted, in order.</param>
    public static SyntaxTree Parse(SourceText text, string file, out IReadOnlyList<int> escaped)
    {
        var places = new List<int>();
        var tree = CSharpSyntaxTree.ParseText(text, CellSource.ParseOptions, file);
        for (var round = 0; round < mostRounds && Nameless(tree) is { Count: > 0 } found; round++)
        {
            // Those of earlier rounds stand in the text that was parsed.
            places = [.. places.Concat(found.Select(place => place - places.Where((p, at) => p + at < place).Count())).Distinct().Order()];
            tree = CSharpSyntaxTree.ParseText(text.WithChanges(places.Select(Escape)), CellSource.ParseOptions, file);
        }

        escaped = places;
        return tree;
    }

    /// <summary>The change that makes a name of the word at a place.</summary>
    public static TextChange Escape(int place) => new(new TextSpan(place, 0), "@");

    private static List<int> Nameless(SyntaxTree tree) => !tree.GetDiagnostics().Any() && !tree.GetCompilationUnitRoot().Members.Any(IsExtension) ? [] :
        [
            .. tree.GetCompilationUnitRoot().Members.OfType<TypeDeclarationSyntax>()
                .Where(type => type is { Modifiers.Count: 0, AttributeLists.Count: 0 }
                    && SyntaxFacts.IsContextualKeyword(type.Keyword.Kind())
                    && (IsExtension(type) ? type.ParameterList is null or { OpenParenToken.IsMissing: true } : type.Identifier.IsMissing))
                .Select(type => type.Keyword.SpanStart),
        ];

    private static bool IsExtension(MemberDeclarationSyntax member) => member.IsKind(SyntaxKind.ExtensionBlockDeclaration);
}
