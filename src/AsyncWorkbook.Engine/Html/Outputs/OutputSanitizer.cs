using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using AsyncWorkbook.Engine.Html.Markup;
using Ganss.Xss;

namespace AsyncWorkbook.Engine.Html.Outputs;

/// <summary>
/// What is shown of HTML that came with a notebook and was not made by running it here: text, tables, pictures that it carries and
/// drawings, in their colours. Nothing of it can run, load, navigate, submit, or pass for a part of the page's own.
/// </summary>
internal static class OutputSanitizer
{
    /// <summary>HTML that is still another after so many readings is made to be read differently by two parsers.</summary>
    private const int readings = 4;

    private static readonly string[] drawing =
    [
        "svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
        "lineargradient", "radialgradient", "stop", "clippath", "marker", "pattern",
    ];

    private static readonly string[] prose =
    [
        "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details",
        "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd",
        "li", "mark", "meter", "ol", "p", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span",
        "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
    ];

    private static readonly string[] attributes =
    [
        "align", "alt", "aria-label", "class", "colspan", "datetime", "dir", "height", "href", "lang", "max", "min", "open", "reversed",
        "role", "rowspan", "scope", "src", "start", "style", "title", "value", "width", "border", "cellpadding", "cellspacing", "valign",
        "clip-path", "cx", "cy", "d", "dominant-baseline", "dx", "dy", "fill", "fill-opacity", "fill-rule", "font-family", "font-size",
        "font-style", "font-weight", "gradienttransform", "gradientunits", "id", "marker-end", "marker-mid", "marker-start", "offset",
        "opacity", "orient", "points", "preserveaspectratio", "r", "refx", "refy", "rotate", "rx", "ry", "stop-color", "stop-opacity",
        "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width",
        "text-anchor", "transform", "viewbox", "x", "x1", "x2", "xmlns", "y", "y1", "y2", "markerwidth", "markerheight",
    ];

    private static readonly string[] styles =
    [
        "background-color", "border", "border-bottom", "border-collapse", "border-color", "border-left", "border-radius", "border-right",
        "border-spacing", "border-style", "border-top", "border-width", "color", "display", "font-family", "font-size", "font-style",
        "font-weight", "height", "line-height", "margin", "margin-bottom", "margin-left", "margin-right", "margin-top", "max-height",
        "max-width", "min-width", "padding", "padding-bottom", "padding-left", "padding-right", "padding-top", "text-align",
        "text-decoration", "vertical-align", "white-space", "width",
        "fill", "fill-opacity", "opacity", "stroke", "stroke-dasharray", "stroke-opacity", "stroke-width",
    ];

    /// <summary>What their content is no text for readers of.</summary>
    private static readonly HashSet<string> swallowed = new(StringComparer.Ordinal)
    {
        "script", "style", "template", "iframe", "frameset", "object", "embed", "applet", "noscript", "noembed", "noframes", "textarea",
        "select", "xmp", "plaintext", "math", "foreignobject", "audio", "video", "canvas", "head",
    };

    /// <summary>Cleans HTML.</summary>
    /// <param name="html">HTML that belongs into a page's body.</param>
    /// <returns>HTML that is read as it was written, and whether anything was left out that was more than a name or a layout.</returns>
    public static (string Html, bool LeftOut) Clean(string html)
    {
        var first = Once(html);
        var cleaned = first.Html;
        for (var reading = 1; reading < readings; reading++)
        {
            var again = Once(cleaned).Html;
            if (again == cleaned)
            {
                return (cleaned, first.LeftOut);
            }

            cleaned = again;
        }

        HtmlMarkup text = $"<pre>{Fragment.Parse(cleaned).TextContent}</pre>";
        return (text.ToString(), LeftOut: true);
    }

    private static (string Html, bool LeftOut) Once(string html)
    {
        var leftOut = false;
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>([.. prose, .. drawing], StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(attributes, StringComparer.OrdinalIgnoreCase),
            AllowedCssProperties = new HashSet<string>(styles, StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto", "data"], StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href", "src"], StringComparer.OrdinalIgnoreCase),
        })
        {
            HtmlParserFactory = () => new HtmlParser(Fragment.AsBrowsersRead, BrowsingContext.New(Configuration.Default.WithCss())),
        };
        sanitizer.RemovingTag += (_, removing) =>
        {
            leftOut = true;
            if (!swallowed.Contains(removing.Tag.LocalName.ToLowerInvariant()))
            {
                removing.Tag.Before([.. removing.Tag.ChildNodes]);
            }
        };
        sanitizer.RemovingAttribute += (_, removing) =>
            leftOut |= removing.Reason == RemoveReason.NotAllowedUrlValue || removing.Attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase);
        sanitizer.FilterUrl += (_, url) =>
        {
            var isPicture = url.OriginalUrl.TrimStart().StartsWith("data:image/", StringComparison.OrdinalIgnoreCase);
            url.SanitizedUrl = (url.Tag.LocalName == "img") == isPicture ? url.SanitizedUrl : null;
        };

        var body = Fragment.Parse(html);
        RemoteMedia.MakeLinks(body);
        var clean = Fragment.Parse(sanitizer.SanitizeDom(Fragment.Write(body).ToString()).Body!.InnerHtml);
        foreach (var element in clean.QuerySelectorAll("*"))
        {
            Restrict(element);
        }

        return (Fragment.Write(clean).ToString(), leftOut);
    }

    /// <summary>Names and classes are the page's own, but for those of values; a drawing's paints are its own.</summary>
    private static void Restrict(IElement element)
    {
        var isDrawing = element.NamespaceUri == NamespaceNames.SvgUri;
        foreach (var attribute in element.Attributes.ToList())
        {
            var value = attribute.Value;
            if ((attribute.Name == "id" && !isDrawing) || ReachesOut(value))
            {
                element.RemoveAttribute(attribute.Name);
            }
        }

        if (element.ClassName is { } classes)
        {
            var kept = classes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Where(name => name is "dataframe" || name.StartsWith("dni-", StringComparison.Ordinal) || name.StartsWith("aw-", StringComparison.Ordinal))
                .ToList();
            if (kept.Count > 0)
            {
                element.ClassName = string.Join(' ', kept);
            }
            else
            {
                element.RemoveAttribute("class");
            }
        }

        if (isDrawing && element.LocalName is "title" or "desc")
        {
            element.TextContent = element.TextContent; // where HTML could begin again
        }
    }

    private static bool ReachesOut(string value)
    {
        var at = value.IndexOf("url", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && value.AsSpan(at + 3).TrimStart() is ['(', .. var target] && target.TrimStart(" '\"") is not ['#', ..];
    }
}
