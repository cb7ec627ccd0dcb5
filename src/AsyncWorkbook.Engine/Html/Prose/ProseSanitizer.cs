using AngleSharp.Dom;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Markup;

namespace AsyncWorkbook.Engine.Html.Prose;

/// <summary>
/// What HTML a Markdown cell may hold: what prose is made of, such as <c>details</c>, <c>sup</c> or <c>img</c>. Scripts,
/// styles, forms and frames are taken out, and so is every attribute that is not listed.
/// </summary>
internal static class ProseSanitizer
{
    private static readonly HashSet<string> elements = new(StringComparer.Ordinal)
    {
        "a", "abbr", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del",
        "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
        "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span",
        "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
    };

    private static readonly HashSet<string> attributes = new(StringComparer.Ordinal)
    {
        "align", "alt", "aria-label", "class", "colspan", "data-language", "data-mark", "datetime", "dir", "height", "href", "id", "lang", "open",
        "reversed", "role", "rowspan", "scope", "src", "start", "title", "value", "width",
    };

    /// <summary>Elements that go with all they hold, because what they hold is not prose.</summary>
    private static readonly HashSet<string> swallowed = new(StringComparer.Ordinal)
    {
        "script", "style", "template", "iframe", "frameset", "object", "embed", "noscript", "textarea", "select", "title", "math", "svg",
    };

    /// <summary>Cleans rendered prose. The result is well-formed: what it opens it closes, and nothing more.</summary>
    public static HtmlMarkup Clean(string html, Links links, NotebookCell? cell)
    {
        var body = Fragment.Parse(html);
        RemoteMedia.MakeLinks(body);
        foreach (var element in body.QuerySelectorAll("*").Reverse())
        {
            if (!elements.Contains(element.LocalName))
            {
                Take(element);
                continue;
            }

            if (element.LocalName == "a" && string.IsNullOrEmpty(element.Id) && element.GetAttribute("name") is { Length: > 0 } name)
            {
                element.Id = name; // how places were named before
            }

            foreach (var attribute in element.Attributes.ToList())
            {
                if (!Keep(attribute))
                {
                    element.RemoveAttribute(attribute.Name);
                }
            }

            Resolve(element, links, cell);
        }

        return Fragment.Write(body);
    }

    private static bool Keep(IAttr attribute) => attribute.Name == "style"
        ? attribute.Value is "text-align: left;" or "text-align: center;" or "text-align: right;" // Markdown's own table columns
        : attributes.Contains(attribute.Name);

    private static void Take(IElement element)
    {
        if (!swallowed.Contains(element.LocalName))
        {
            element.Before([.. element.ChildNodes]);
        }

        element.Remove();
    }

    private static void Resolve(IElement element, Links links, NotebookCell? cell)
    {
        if (element.GetAttribute("href") is { } href)
        {
            Set(element, "href", links.Link(href));
        }

        if (element.GetAttribute("src") is not { } source)
        {
            return;
        }

        if (links.Image(source, cell) is { } image)
        {
            element.SetAttribute("src", image);
        }
        else
        {
            element.Replace(element.Owner!.CreateTextNode(element.GetAttribute("alt") ?? ""));
        }
    }

    private static void Set(IElement element, string name, string? value)
    {
        if (value is null)
        {
            element.RemoveAttribute(name);
        }
        else
        {
            element.SetAttribute(name, value);
        }
    }
}
