using Markdig.Extensions.Mathematics;
using Markdig.Helpers;
using Markdig.Parsers;

namespace AsyncWorkbook.Engine.Html.Prose;

/// <summary>
/// The formulas in a line that Jupyter knows besides those between plain dollars: between <c>\\(</c> and <c>\\)</c>, between <c>\\[</c> and
/// <c>\\]</c>, and with dollars of their own in braces, as in <c>$\text{if $x$}$</c>.
/// </summary>
internal sealed class FormulaParser : InlineParser
{
    private const int bracket = 3; // two backslashes and a bracket

    public FormulaParser() => OpeningCharacters = ['\\', '$'];

    /// <summary>Takes a formula, if one begins here.</summary>
    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var text = slice.AsSpan();
        var (start, length, mark, isBlock) = text[0] == '$' ? Nested(text) : Bracketed(text);
        if (length <= 0)
        {
            return false;
        }

        processor.Inline = new MathInline
        {
            Delimiter = '$',
            DelimiterCount = isBlock ? 2 : 1,
            Content = new StringSlice(slice.Text, slice.Start + start, slice.Start + start + length - 1),
        };
        slice.Start += start + length + mark;
        return true;
    }

    private static (int Start, int Length, int Mark, bool IsBlock) Bracketed(ReadOnlySpan<char> text)
    {
        var close = text.StartsWith(@"\\(") ? @"\\)" : text.StartsWith(@"\\[") ? @"\\]" : null;
        return close is null ? default : (bracket, text[bracket..].IndexOf(close), bracket, close[^1] == ']');
    }

    /// <summary>A formula whose first further dollar is in braces; all others Markdig knows.</summary>
    private static (int Start, int Length, int Mark, bool IsBlock) Nested(ReadOnlySpan<char> text)
    {
        var (depth, isNested) = (0, false);
        for (var i = 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '{':
                    depth++;
                    break;
                case '}':
                    depth--;
                    break;
                case '$' when depth > 0:
                    isNested = true;
                    break;
                case '$':
                    return isNested ? (1, i - 1, 1, false) : default;
            }
        }

        return default;
    }
}
