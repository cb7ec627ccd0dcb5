using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html;
using AngleSharp.Html.Parser;

namespace AsyncWorkbook.Engine.Html.Markup;

/// <summary>
/// HTML that others wrote, read as a browser reads it and written well-formed: a stray end tag in it cannot close what the page
/// has opened around it.
/// </summary>
internal static class Fragment
{
    /// <summary>With scripts on, as browsers have them: what <c>noscript</c> holds is then text.</summary>
    public static HtmlParserOptions AsBrowsersRead { get; } = new() { IsScripting = true };

    private static readonly HtmlParser parser = new(AsBrowsersRead);

    /// <summary>Parses HTML that belongs into a page's body.</summary>
    /// <returns>The body that holds it.</returns>
    public static IElement Parse(string html)
    {
        var body = parser.ParseDocument("").Body!;
        body.Append([.. parser.ParseFragment(html, body)]);
        return body;
    }

    /// <summary>
    /// Whether written HTML ends where it ends: some elements, such as <c>plaintext</c>, no end tag closes, and a script can hold what
    /// makes a parser overlook its end.
    /// </summary>
    public static bool IsClosed(HtmlMarkup html)
    {
        const string end = "</div><hr class=\"behind\">";
        return Parse($"<div>{html}{end}").ChildNodes is [IElement { LocalName: "div" }, IElement { LocalName: "hr", ClassName: "behind" }];
    }

    /// <summary>
    /// Writes what an element holds, with what validators mind mended: header cells without words become cells, for they head nothing,
    /// rows without cells go, and what follows the caption of a figure, such as its values to unfold, becomes a part of it, for a caption stands last.
    /// </summary>
    public static HtmlMarkup Write(IElement element)
    {
        foreach (var header in element.QuerySelectorAll("th").Where(header => header.ChildElementCount == 0 && string.IsNullOrWhiteSpace(header.TextContent)))
        {
            var cell = header.Owner!.CreateElement("td");
            foreach (var attribute in header.Attributes)
            {
                cell.SetAttribute(attribute.Name, attribute.Value);
            }

            cell.RemoveAttribute("scope");
            header.Replace(cell);
        }

        foreach (var row in element.QuerySelectorAll("table:not(:has([rowspan])) tr:empty"))
        {
            var group = row.ParentElement;
            row.Remove();
            if (group is { LocalName: "thead", ChildElementCount: 0 })
            {
                group.Remove();
            }
        }

        foreach (var caption in element.QuerySelectorAll("figure > figcaption").Where(caption => caption.PreviousElementSibling is not null))
        {
            while (caption.NextSibling is { } next)
            {
                caption.AppendChild(next);
            }
        }

        return HtmlMarkup.Trusted(element.ChildNodes.ToHtml(HtmlMarkupFormatter.Instance));
    }
}
