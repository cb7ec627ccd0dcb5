using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace AsyncWorkbook.Engine.Html.Markup;

/// <summary>
/// What HTML of anybody's may have in a page: text, tables, pictures that it carries, drawings. Who shows such HTML adds what else it needs.
/// </summary>
internal static class SafeHtml
{
    /// <summary>Elements of text, tables and drawings.</summary>
    public static IReadOnlyList<string> Elements { get; } =
    [
        "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn",
        "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark",
        "meter", "ol", "p", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strong", "sub", "summary",
        "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
        "svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
        "lineargradient", "radialgradient", "stop", "clippath", "marker", "pattern",
    ];

    /// <summary>Attributes of these that neither run, load nor name anything of the page's.</summary>
    public static IReadOnlyList<string> Attributes { get; } =
    [
        "alt", "aria-label", "class", "colspan", "datetime", "dir", "height", "href", "lang", "max", "min", "open", "reversed", "role",
        "rowspan", "scope", "src", "start", "style", "title", "value", "width", "clip-path", "cx", "cy", "d", "dominant-baseline", "dx",
        "dy", "fill", "fill-opacity", "fill-rule", "font-family", "font-size", "font-style", "font-weight", "gradienttransform",
        "gradientunits", "marker-end", "marker-mid", "marker-start", "offset", "opacity", "orient", "points", "preserveaspectratio", "r",
        "refx", "refy", "rotate", "rx", "ry", "stop-color", "stop-opacity", "stroke", "stroke-dasharray", "stroke-dashoffset",
        "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width", "text-anchor", "transform", "viewbox", "x", "x1", "x2",
        "xmlns", "y", "y1", "y2", "markerwidth", "markerheight",
    ];

    /// <summary>A sanitizer that reads as browsers do, and lets addresses be carried pictures or places to go to.</summary>
    /// <param name="options">What else it lets stay; the attributes with addresses are set here.</param>
    /// <param name="styles">How it reads styles.</param>
    public static HtmlSanitizer Sanitizer(HtmlSanitizerOptions options, IBrowsingContext styles)
    {
        options.UriAttributes = Names(["href", "src"]);
        var sanitizer = new HtmlSanitizer(options) { HtmlParserFactory = () => new HtmlParser(Fragment.AsBrowsersRead, styles) };
        sanitizer.FilterUrl += (_, url) =>
        {
            // Pictures are carried, and nothing else is; what is carried is no place to go to.
            var address = url.OriginalUrl.TrimStart();
            var isKept = url.Tag.LocalName == "img"
                ? address.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase)
                : !address.StartsWith("data:", StringComparison.OrdinalIgnoreCase);
            url.SanitizedUrl = isKept ? url.SanitizedUrl : null;
        };
        return sanitizer;
    }

    /// <summary>Names as a sanitizer compares them.</summary>
    public static ISet<string> Names(IEnumerable<string> names) => new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a value asks for something by <c>url(...)</c>. A paint may be one of the drawing's own; any other address is none of its business.</summary>
    public static bool ReachesOut(string value)
    {
        var at = value.IndexOf("url", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && value.AsSpan(at + 3).TrimStart() is ['(', .. var target] && target.TrimStart(" '\"") is not ['#', ..];
    }

    /// <summary>Makes plain text of what stands in a drawing's title or description, where HTML could begin again.</summary>
    public static void KeepText(IElement element)
    {
        if (element.NamespaceUri == NamespaceNames.SvgUri && element.LocalName is "title" or "desc")
        {
            element.TextContent = element.TextContent;
        }
    }
}
