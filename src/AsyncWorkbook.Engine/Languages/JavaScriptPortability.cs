using System.Text.RegularExpressions;

namespace AsyncWorkbook.Engine.Languages;

/// <summary>JavaScript that browsers do not have.</summary>
internal static partial class JavaScriptPortability
{
    public static IEnumerable<CodeFinding> Find(string code)
    {
        const string advice = "Use what browsers have, too, or tag the cell local-only and say so in its text.";
        var text = JavaScriptLanguage.Declaration.WithoutStrings(code);
        foreach (Match match in NodeImport().Matches(code).Where(match => text[match.Index] != ' ')) // the module is a string, its import is not in one
        {
            yield return CodeFinding.At(match, code, $"a browser has no {match.Groups["module"].Value}", advice);
        }

        foreach (Match match in NodeName().Matches(text))
        {
            yield return CodeFinding.At(match, text, $"a browser has no {match.Groups["name"].Value}", advice);
        }
    }

    [GeneratedRegex(@"(?:\bfrom\s*|\bimport\s*\(?\s*)(['""])(?<module>node:[\w/]+)\1")]
    private static partial Regex NodeImport();

    [GeneratedRegex(@"(?<![\w.$])(?<name>process(?=\.)|require(?=\s*\()|setImmediate(?=\s*\()|__dirname\b|__filename\b|Buffer(?=\.))")]
    private static partial Regex NodeName();
}
