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
    private static readonly HtmlParser parser = new();

    /// <summary>Parses HTML that belongs into a page's body.</summary>
    /// <returns>The body that holds it.</returns>
    public static IElement Parse(string html)
    {
        var body = parser.ParseDocument("").Body!;
        body.Append([.. parser.ParseFragment(html, body)]);
        return body;
    }

    /// <summary>Writes what an element holds. Header cells without words become cells: they head nothing.</summary>
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

        return HtmlMarkup.Trusted(element.ChildNodes.ToHtml(HtmlMarkupFormatter.Instance));
    }
}
