using System.Buffers;
using System.Text;

namespace AsyncWorkbook.Engine.Html;

/// <summary>Text made safe for HTML: between tags and between double quotes.</summary>
internal static class HtmlText
{
    private static readonly SearchValues<char> special = SearchValues.Create("&<>\"'\0\r");

    /// <summary>Escapes text; characters that HTML has no way to write become U+FFFD or are left out.</summary>
    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAny(special))
        {
            return text;
        }

        var html = new StringBuilder(text.Length + 16);
        Append(html, text);
        return html.ToString();
    }

    /// <summary>Appends escaped text.</summary>
    public static void Append(StringBuilder html, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(special) is >= 0 and var at)
        {
            html.Append(text[..at]).Append(text[at] switch
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

        html.Append(text);
    }
}
