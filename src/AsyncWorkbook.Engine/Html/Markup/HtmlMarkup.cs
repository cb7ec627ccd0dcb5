using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace AsyncWorkbook.Engine.Html.Markup;

/// <summary>
/// HTML that is right by construction: <c>HtmlMarkup html = $"&lt;p&gt;{text}&lt;/p&gt;"</c> takes what is written out as markup and
/// encodes what stands in the holes, for between tags and between double quotes alike, unless it is markup itself.
/// </summary>
[InterpolatedStringHandler]
internal readonly struct HtmlMarkup
{
    private static readonly SearchValues<char> special = SearchValues.Create("&<>\"'\0\r");

    private readonly StringBuilder? html;

    /// <summary>Begins markup; the compiler calls this for an interpolated string.</summary>
    /// <param name="literalLength">How many characters are written out.</param>
    /// <param name="formattedCount">How many holes there are.</param>
    public HtmlMarkup(int literalLength, int formattedCount) => html = new StringBuilder(literalLength + (16 * formattedCount));

    private HtmlMarkup(string html) => this.html = new StringBuilder(html);

    /// <summary>No markup at all.</summary>
    public static HtmlMarkup None => default;

    /// <summary>HTML from a writer that encodes by itself, such as Markdig's and AngleSharp's.</summary>
    public static HtmlMarkup Trusted(string html) => new(html);

    /// <summary>Text alone.</summary>
    public static HtmlMarkup Text(string text) => $"{text}";

    /// <summary>Takes what is written out.</summary>
    public void AppendLiteral(string markup) => html!.Append(markup);

    /// <summary>Takes text; characters that HTML has no way to write become U+FFFD or are left out.</summary>
    public void AppendFormatted(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(special) is >= 0 and var at)
        {
            html!.Append(text[..at]).Append(text[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\r' => "&#13;", // a bare one would be read back as a line feed
                _ => "\uFFFD",
            });
            text = text[(at + 1)..];
        }

        html!.Append(text);
    }

    /// <summary>Takes text.</summary>
    public void AppendFormatted(string? text) => AppendFormatted(text.AsSpan());

    /// <summary>Takes a number.</summary>
    public void AppendFormatted(int number) => html!.Append(CultureInfo.InvariantCulture, $"{number}");

    /// <summary>Takes markup as it is.</summary>
    public void AppendFormatted(HtmlMarkup markup) => html!.Append(markup.html);

    /// <summary>Takes markup, one piece behind the other.</summary>
    public void AppendFormatted(IEnumerable<HtmlMarkup> parts)
    {
        foreach (var part in parts)
        {
            AppendFormatted(part);
        }
    }

    /// <summary>The markup as a string.</summary>
    public override string ToString() => html?.ToString() ?? "";
}
