using System.Text;
using System.Text.RegularExpressions;

namespace AsyncWorkbook.Workers.CSharp.Core.Formatting;

/// <summary>The compiler's names of anonymous types in formatted text, such as <c>&lt;&gt;f__AnonymousType0#1&lt;Int32&gt;</c>.</summary>
internal static partial class AnonymousTypes
{
    private const string mark = "f__AnonymousType";

    /// <summary>The text with the word that Formatting has for their types, in plain text and in HTML.</summary>
    public static string Rename(string text)
    {
        if (!text.Contains(mark, StringComparison.Ordinal))
        {
            return text;
        }

        var renamed = new StringBuilder();
        var position = 0;
        for (var name = Name().Match(text); name.Success; name = Name().Match(text, position))
        {
            renamed.Append(text, position, name.Index - position).Append("(anonymous)");
            position = EndOfArguments(text, name.Index + name.Length);
        }

        return renamed.Append(text, position, text.Length - position).ToString();
    }

    private static int EndOfArguments(string text, int start)
    {
        var depth = 0;
        for (var at = start; at < text.Length; at++)
        {
            var (opens, closes) = (IsAt("<") || IsAt("&lt;"), IsAt(">") || IsAt("&gt;"));
            depth += opens ? 1 : closes ? -1 : 0;
            if (depth == 0 || text[at] == '\n')
            {
                return at == start ? start : closes ? at + (text[at] == '>' ? 1 : "&gt;".Length) : start;
            }

            bool IsAt(string bracket) => string.CompareOrdinal(text, at, bracket, 0, bracket.Length) == 0;
        }

        return start;
    }

    [GeneratedRegex(@"(<>|&lt;&gt;)f__AnonymousType\d+(#\d+)?")]
    private static partial Regex Name();
}
