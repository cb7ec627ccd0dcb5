using System.Text;
using System.Text.RegularExpressions;

namespace AsyncWorkbook.Engine.Html.Outputs;

/// <summary>Text that was printed for a terminal, as it would read on one.</summary>
internal static partial class TerminalText
{
    /// <summary>
    /// The text without escape sequences and control characters. A carriage return starts its line again, as progress bars
    /// want it.
    /// </summary>
    public static string Plain(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 && !text.AsSpan().ContainsAnyInRange('\x7f', '\x9f'))
        {
            return text;
        }

        text = Escapes().Replace(text.Replace("\r\n", "\n", StringComparison.Ordinal), "");
        return text.Contains('\r', StringComparison.Ordinal)
            ? string.Join('\n', text.Split('\n').Select(AfterReturns))
            : text;
    }

    private static string AfterReturns(string line)
    {
        var shown = new StringBuilder();
        foreach (var part in line.Split('\r'))
        {
            shown.Remove(0, Math.Min(part.Length, shown.Length)).Insert(0, part);
        }

        return shown.ToString();
    }

    [GeneratedRegex(
        @"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\a\x1b]*(?:\a|\x1b\\)?|\x1b[ -/]*[0-~]?|\x9b[0-?]*[ -/]*[@-~]|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")]
    private static partial Regex Escapes();
}
