using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Submissions;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>Code keeps to what every host runs: C# scripts, JavaScript of browsers and Node alike, Python in a running loop.</summary>
internal static partial class PortabilityRule
{
    private const string nodeOnly = "node-only";

    public static IEnumerable<Finding> Check(CheckedNotebook subject)
    {
        foreach (var (index, cell) in subject.Cells(CellKind.Code))
        {
            IReadOnlyList<SubmissionStep> steps;
            try
            {
                steps = SubmissionParser.Parse(cell.Source, KernelNames.Of(subject.Notebook, cell));
            }
            catch (DirectiveException)
            {
                continue; // the rule about kernels says so
            }

            foreach (var step in steps.OfType<CodeStep>())
            {
                foreach (var (line, what, advice) in Check(step, cell))
                {
                    yield return subject.Find(index, step.Line + line, what, advice);
                }
            }
        }
    }

    private static IEnumerable<(int Line, string What, string Advice)> Check(CodeStep step, NotebookCell cell) => step.Kernel switch
    {
        "csharp" => CheckCSharp(step.Text),
        "javascript" when !cell.HasTag(nodeOnly) => CheckJavaScript(step.Text),
        "python" when !cell.HasTag("raises-exception") => CheckPython(step.Text),
        _ => [],
    };

    private static IEnumerable<(int, string, string)> CheckCSharp(string code)
    {
        var text = CodeText.WithoutStrings(code, "csharp");
        var top = TopLevel(text);
        foreach (Match match in Namespace().Matches(text))
        {
            yield return (Line(text, match), "a cell cannot declare a namespace: C# cells are scripts", "Leave the namespace out.");
        }

        foreach (Match match in UsingDeclaration().Matches(top))
        {
            yield return (Line(top, match), "\"using var\" does not work at the top level of a script", "Write using (...) { }, or put it into a function.");
        }

        foreach (Match match in SpanLocal().Matches(top))
        {
            yield return (Line(top, match), "a span cannot be a variable of a script: it would become a field", "Put it into a function.");
        }

        foreach (Match match in Extension().Matches(text))
        {
            yield return (Line(text, match), "hosts of older C# do not know extension blocks", "Write a method with \"this\" at the top level.");
        }
    }

    private static IEnumerable<(int, string, string)> CheckJavaScript(string code)
    {
        const string advice = "Use what browsers have, too, or tag the cell node-only and say so in its text.";
        var text = CodeText.WithoutStrings(code, "javascript");
        foreach (Match match in NodeImport().Matches(code).Where(match => text[match.Index] != ' ')) // the module is a string, its import is not in one
        {
            yield return (Line(code, match), $"a browser has no {match.Groups["module"].Value}", advice);
        }

        foreach (Match match in NodeName().Matches(text))
        {
            yield return (Line(text, match), $"a browser has no {match.Groups["name"].Value}", advice);
        }
    }

    private static IEnumerable<(int, string, string)> CheckPython(string code)
    {
        var text = CodeText.WithoutStrings(code, "python");
        foreach (Match match in AsyncioRun().Matches(text).Where(match => !IsInFunction(text, match.Index)))
        {
            yield return (Line(text, match), "asyncio.run fails in a cell: a loop is running already", "Await the coroutine, or run a script in a process of its own.");
        }
    }

    private static int Line(string text, Match match) => text.AsSpan(0, match.Index + match.Length - match.Value.TrimStart().Length).Count('\n');

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

    [GeneratedRegex(@"(?:\bfrom\s*|\bimport\s*\(?\s*)(['""])(?<module>node:[\w/]+)\1")]
    private static partial Regex NodeImport();

    [GeneratedRegex(@"(?<![\w.$])(?<name>process(?=\.)|require(?=\s*\()|setImmediate(?=\s*\()|__dirname\b|__filename\b|Buffer(?=\.))")]
    private static partial Regex NodeName();

    [GeneratedRegex(@"^\s*(?:async\s+)?def\s")]
    private static partial Regex Function();

    [GeneratedRegex(@"\basyncio\s*\.\s*run\s*\(")]
    private static partial Regex AsyncioRun();
}
