using System.Text.RegularExpressions;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>
/// Code with what is no code blanked out, so that a search does not find words in comments or strings. Line ends stay, so
/// positions keep their lines. It reads code well enough for that, not as a compiler does: a regular expression of JavaScript
/// that holds a quote is taken for a string.
/// </summary>
internal static partial class CodeText
{
    /// <summary>Code without comments.</summary>
    public static string WithoutComments(string code, string kernel) => Blank(code, kernel, match => match.Groups["comment"].Success);

    /// <summary>Code without comments and without what strings hold.</summary>
    public static string WithoutStrings(string code, string kernel) => Blank(code, kernel, _ => true);

    private static string Blank(string code, string kernel, Func<Match, bool> isBlank) => Parts(kernel).Replace(
        code, match => isBlank(match) ? string.Concat(match.Value.Select(character => character is '\n' ? '\n' : ' ')) : match.Value);

    private static Regex Parts(string kernel) => kernel switch
    {
        "javascript" => JavaScript(),
        "python" => Python(),
        _ => CSharp(),
    };

    [GeneratedRegex(""""
        (?<comment>//[^\n]*|/\*[\s\S]*?\*/)
        |(?<raw>"{3,})[\s\S]*?\k<raw>"*|@\$?"(?:[^"]|"")*"|\$@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'
        """", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CSharp();

    [GeneratedRegex("""
        (?<comment>//[^\n]*|/\*[\s\S]*?\*/)|`(?:\\[\s\S]|[^`\\])*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex JavaScript();

    [GeneratedRegex(""""
        (?<comment>\#[^\n]*)|"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'
        """", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Python();
}
