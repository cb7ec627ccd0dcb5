using AngleSharp;
using AngleSharp.Dom;
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

    private static readonly ISet<string> elements = SafeHtml.Names(SafeHtml.Elements);

    private static readonly ISet<string> attributes = SafeHtml.Names(
    [
        .. SafeHtml.Attributes,
        "align", "border", "cellpadding", "cellspacing", "valign", "id",
    ]);

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
        var sanitizer = SafeHtml.Sanitizer(
            new HtmlSanitizerOptions
            {
                AllowedTags = elements,
                AllowedAttributes = attributes,
                AllowedCssProperties = SafeHtml.Names(styles),
                AllowedSchemes = SafeHtml.Names(["http", "https", "mailto", "data"]),
            },
            BrowsingContext.New(Configuration.Default.WithCss()));
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
            if ((attribute.Name == "id" && !isDrawing) || SafeHtml.ReachesOut(value))
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

        SafeHtml.KeepText(element);
    }
}
