using System.Text.RegularExpressions;

namespace AsyncWorkbook.Engine.Languages;

/// <summary>Python that needs a thread without a loop.</summary>
internal static partial class PythonPortability
{
    public static IEnumerable<CodeFinding> Find(string code)
    {
        var text = PythonLanguage.Declaration.WithoutStrings(code);
        foreach (Match match in AsyncioRun().Matches(text).Where(match => !IsInFunction(text, match.Index)))
        {
            yield return CodeFinding.At(match, text, "asyncio.run fails in a cell: a loop is running already", "Await the coroutine, or run a script in a process of its own.");
        }
    }

    /// <summary>Whether a place in Python code belongs to a function: what that does, only its caller tells.</summary>
    private static bool IsInFunction(string code, int at)
    {
        var lines = code[..at].Split('\n');
        var indent = Indent(lines[^1]);
        foreach (var line in lines[..^1].Reverse().Where(line => !string.IsNullOrWhiteSpace(line) && Indent(line) < indent))
        {
            if (Function().IsMatch(line))
            {
                return true;
            }

            indent = Indent(line);
        }

        return false;
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"^\s*(?:async\s+)?def\s")]
    private static partial Regex Function();

    [GeneratedRegex(@"\basyncio\s*\.\s*run\s*\(")]
    private static partial Regex AsyncioRun();
}
