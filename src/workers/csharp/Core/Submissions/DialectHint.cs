using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AsyncWorkbook.Workers.CSharp.Core.Submissions;

/// <summary>
/// What to do instead of what C#'s script dialect, or this worker, does not have. The compiler only says that it does not
/// work.
/// </summary>
internal static partial class DialectHint
{
    private const string extensions = "declare the extension method at the top level of the cell, with \"this\" in front of what it extends";

    private const string disposal = "write using (var name = ...) { } around what uses it";

    private static readonly Dictionary<string, string> byError = new()
    {
        ["CS1109"] = extensions,
        ["CS1569"] = extensions, // of an extension block: the compiler stumbles over its documentation
        ["CS7021"] = "leave the namespace out",
        ["CS8099"] = "use #!import with the file's name",
        ["CS8345"] = "declare it inside a method",
        ["CS9283"] = extensions,
        ["CS9054"] = "leave \"file\" out",
    };

    /// <summary>A hint for an error of the compiler's, or null.</summary>
    public static string? For(Diagnostic diagnostic) => diagnostic.Id switch
    {
        "CS0103" when OnItsLine(diagnostic).Text == "args" => "use a cell tagged \"parameters\", and -p name=value",
        "CS0825" when OnItsLine(diagnostic).Before.EndsWith("using ", StringComparison.Ordinal) => disposal,
        "CS0138" when Declared().IsMatch(OnItsLine(diagnostic).Behind) => disposal,
        _ => byError.GetValueOrDefault(diagnostic.Id),
    };

    /// <summary>What an error is about, and what stands before and behind it on its line.</summary>
    private static (string Before, string Text, string Behind) OnItsLine(Diagnostic diagnostic)
    {
        if (diagnostic.Location is not { SourceTree: { } tree, SourceSpan: var span })
        {
            return ("", "", "");
        }

        var code = tree.GetText();
        var line = code.Lines.GetLineFromPosition(span.Start);
        return (
            code.ToString(TextSpan.FromBounds(line.Start, span.Start)),
            code.ToString(span),
            span.End < line.End ? code.ToString(TextSpan.FromBounds(span.End, line.End)) : "");
    }

    [GeneratedRegex(@"\A\s+\w+\s*=")]
    private static partial Regex Declared();
}
