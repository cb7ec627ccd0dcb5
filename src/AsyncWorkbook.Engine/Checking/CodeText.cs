using System.Text.RegularExpressions;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>
/// Code with comments and strings blanked out, so that a search does not find words in them. Line ends stay, so
/// positions keep their lines. It reads code well enough for that, not as a compiler does: a regular expression of JavaScript
/// that holds a quote is taken for a string.
/// </summary>
internal static partial class CodeText
{
    /// <summary>The code, as long as it was, without comments and strings.</summary>
    public static string WithoutStrings(string code, string kernel) =>
        Parts(kernel).Replace(code, match => string.Concat(match.Value.Select(character => character is '\n' ? '\n' : ' ')));

    private static Regex Parts(string kernel) => kernel switch
    {
        "javascript" => JavaScript(),
        "python" => Python(),
        _ => CSharp(),
    };

    [GeneratedRegex(""""
        //[^\n]*|/\*[\s\S]*?\*/
        |(?<raw>"{3,})[\s\S]*?\k<raw>"*|@\$?"(?:[^"]|"")*"|\$@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'
        """", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CSharp();

    [GeneratedRegex("""
        //[^\n]*|/\*[\s\S]*?\*/|`(?:\\[\s\S]|[^`\\])*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex JavaScript();

    [GeneratedRegex(""""
        \#[^\n]*|"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'
        """", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Python();
}
