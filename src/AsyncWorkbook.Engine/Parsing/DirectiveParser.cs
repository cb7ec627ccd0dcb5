using System.Text;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Parsing;

/// <summary>Reads directive lines: words, quoted words, options and JSON values.</summary>
public static class DirectiveParser
{
    /// <summary>
    /// Whether a line is a directive: <c>#!</c> and a letter, and where the language has them <c>#r "..."</c> and <c>#i "..."</c>, at column 0.
    /// </summary>
    public static bool IsDirective(string line, Language? language) =>
        IsMarked(line) || (language is { HasReferences: true } && IsReference(line));

    /// <summary>Reads a line for which <see cref="IsDirective"/> holds.</summary>
    /// <exception cref="DirectiveException">A quote or bracket is not closed.</exception>
    public static DirectiveLine Parse(string line)
    {
        var words = Words(line[(IsMarked(line) ? 2 : 1)..], line);
        var arguments = new List<string>();
        var options = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var i = 1; i < words.Count; i++)
        {
            var (text, quoted) = words[i];
            if (!quoted && line[1] != '!' && text.StartsWith("//", StringComparison.Ordinal))
            {
                break; // #r and #i are C#, which has comments
            }

            if (quoted || text.Length < 2 || text[0] != '-' || char.IsAsciiDigit(text[1]))
            {
                arguments.Add(text);
            }
            else if (text.IndexOf('=', StringComparison.Ordinal) is > 2 and var equals)
            {
                options[text[..equals].TrimStart('-')] = Unquote(text[(equals + 1)..]);
            }
            else if (i + 1 < words.Count && (words[i + 1].Quoted || !words[i + 1].Text.StartsWith("--", StringComparison.Ordinal)))
            {
                options[text.TrimStart('-')] = words[++i].Text;
            }
            else
            {
                options[text.TrimStart('-')] = null;
            }
        }

        return new DirectiveLine(words[0].Text, arguments, options, line);
    }

    /// <summary>Whether a line begins with <c>#!</c> and a letter.</summary>
    internal static bool IsMarked(string line) =>
        line.Length > 2 && line[0] == '#' && line[1] == '!' && char.IsLetter(line[2]);

    private static bool IsReference(string line) =>
        line.Length > 2 && line[0] == '#' && line[1] is 'r' or 'i'
        && (line[2..].TrimStart() is ['"', ..] || line[2..].Trim() is "-h" or "--help");

    private static List<(string Text, bool Quoted)> Words(string text, string line)
    {
        var words = new List<(string, bool)>();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            i = text[i] switch
            {
                '"' => EndOfQuote(text, i, line),
                '{' or '[' => EndOfBracket(text, i, line),
                _ => EndOfWord(text, i, line),
            };
            var word = text[start..i];
            words.Add(word[0] == '"' ? (Unquote(word), true) : (Unquote(word), false));
        }

        return words;
    }

    /// <summary>A word ends at a space, but not at one in quotes or JSON: <c>@input:"your name"</c>.</summary>
    private static int EndOfWord(string text, int at, string line)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            at = text[at] switch
            {
                '"' => EndOfQuote(text, at, line),
                '{' or '[' when text[at - 1] is ':' or '=' => EndOfBracket(text, at, line),
                _ => at + 1,
            };
        }

        return at;
    }

    private static int EndOfQuote(string text, int at, string line)
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                return i + 1;
            }
        }

        throw new DirectiveException($"a quote is not closed: {line.Trim()}");
    }

    private static int EndOfBracket(string text, int at, string line)
    {
        var depth = 0;
        for (var i = at; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    i = EndOfQuote(text, i, line) - 1;
                    break;
                case '{' or '[':
                    depth++;
                    break;
                case '}' or ']' when --depth == 0:
                    return i + 1;
            }
        }

        throw new DirectiveException($"a bracket is not closed: {line.Trim()}");
    }

    /// <summary>Takes away the quotes of a whole word; a backslash keeps only a quote or backslash after it.</summary>
    private static string Unquote(string word)
    {
        if (word is not ['"', ..])
        {
            return word;
        }

        var text = new StringBuilder();
        for (var i = 1; i < word.Length - 1; i++)
        {
            if (word[i] == '\\' && word[i + 1] is '"' or '\\' && i + 1 < word.Length - 1)
            {
                i++;
            }

            text.Append(word[i]);
        }

        return text.ToString();
    }
}
