using System.Text.RegularExpressions;

namespace AsyncWorkbook.Engine.Languages;

/// <summary>C# that is no script, or that older hosts do not know.</summary>
internal static partial class CSharpPortability
{
    public static IEnumerable<CodeFinding> Find(string code)
    {
        var text = CSharpLanguage.Declaration.WithoutStrings(code);
        var top = TopLevel(text);
        foreach (Match match in Namespace().Matches(text))
        {
            yield return CodeFinding.At(match, text, "a cell cannot declare a namespace: C# cells are scripts", "Leave the namespace out.");
        }

        foreach (Match match in UsingDeclaration().Matches(top))
        {
            yield return CodeFinding.At(match, top, "\"using var\" does not work at the top level of a script", "Write using (...) { }, or put it into a function.");
        }

        foreach (Match match in SpanLocal().Matches(top))
        {
            yield return CodeFinding.At(match, top, "a span cannot be a variable of a script: it would become a field", "Put it into a function.");
        }

        foreach (Match match in Extension().Matches(text))
        {
            yield return CodeFinding.At(match, text, "hosts of older C# do not know extension blocks", "Write a method with \"this\" at the top level.");
        }
    }

    /// <summary>The code outside of all braces; what stands in them is blanked.</summary>
    private static string TopLevel(string code)
    {
        var depth = 0;
        return string.Create(code.Length, code, (top, text) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                depth -= text[i] == '}' ? 1 : 0;
                top[i] = depth > 0 && text[i] != '\n' ? ' ' : text[i];
                depth += text[i] == '{' ? 1 : 0;
            }
        });
    }

    [GeneratedRegex(@"^[ \t]*namespace\s+[\w.]+\s*[;{]", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"(?:^|(?<=[;}]))[ \t]*(?:await\s+)?using\s+(?!static\b)(?:var|[A-Z][\w.<>]*)\s+\w+\s*=", RegexOptions.Multiline)]
    private static partial Regex UsingDeclaration();

    [GeneratedRegex(@"^[ \t]*(?:ReadOnly)?Span<[^>\n]+>\s+\w+\s*[=;]", RegexOptions.Multiline)]
    private static partial Regex SpanLocal();

    [GeneratedRegex(@"^[ \t]*extension\s*(?:<[^>\n]+>\s*)?\([^)\n]*\)\s*(?=\{|$)", RegexOptions.Multiline)]
    private static partial Regex Extension();
}
