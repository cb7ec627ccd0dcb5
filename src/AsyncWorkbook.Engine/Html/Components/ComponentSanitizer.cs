using AngleSharp;
using AngleSharp.Css.Parser;
using AngleSharp.Dom;
using AsyncWorkbook.Engine.Html.Markup;
using Ganss.Xss;

namespace AsyncWorkbook.Engine.Html.Components;

/// <summary>
/// What a component may write: text, tables, drawings, and controls that do nothing until the book's own script takes them. All else is
/// taken out, for the data that it was written from may be anybody's.
/// </summary>
internal static class ComponentSanitizer
{
    private static readonly ISet<string> elements = SafeHtml.Names(
    [
        .. SafeHtml.Elements,
        "footer", "header", "button", "fieldset", "input", "label", "legend", "optgroup", "option", "output", "select",
    ]);

    private static readonly ISet<string> attributes = SafeHtml.Names(
    [
        .. SafeHtml.Attributes,
        "checked", "disabled", "hidden", "high", "low", "multiple", "optimum", "placeholder", "readonly", "selected", "size", "span",
        "step", "tabindex", "type", "aria-checked", "aria-current", "aria-disabled", "aria-expanded", "aria-hidden", "aria-live",
        "aria-orientation", "aria-pressed", "aria-roledescription", "aria-selected", "aria-sort", "aria-valuemax", "aria-valuemin",
        "aria-valuenow", "aria-valuetext", "vector-effect",
    ]);

    /// <summary>Where something stands, and how large it is; how it looks is the style sheet's, which may take numbers from custom properties.</summary>
    private static readonly HashSet<string> styles = new(StringComparer.OrdinalIgnoreCase)
    {
        "bottom", "color", "flex-grow", "grid-column", "grid-row", "height", "left", "margin-left", "margin-top", "max-width", "min-width",
        "opacity", "right", "text-align", "top", "width",
    };

    private static readonly BrowsingContext styled = (BrowsingContext)BrowsingContext.New(Configuration.Default.WithCss(new CssParserOptions { IsIncludingUnknownDeclarations = true }));

    /// <summary>Cleans what a component wrote; null if it is read differently each time, as nothing is that means well.</summary>
    public static HtmlMarkup? Clean(string html)
    {
        var once = Once(html);
        return Fragment.IsClosed(once) && Once(once.ToString()).ToString() == once.ToString() ? once : null;
    }

    private static HtmlMarkup Once(string html)
    {
        var sanitizer = SafeHtml.Sanitizer(
            new HtmlSanitizerOptions
            {
                AllowedTags = elements,
                AllowedAttributes = attributes,
                AllowedCssProperties = styles,
                AllowedSchemes = SafeHtml.Names(["http", "https", "data"]),
                AllowDataAttributes = true,
                AllowCssCustomProperties = true,
            },
            styled);
        var clean = Fragment.Parse(sanitizer.SanitizeDom(Fragment.Write(Fragment.Parse(html)).ToString()).Body!.InnerHtml);
        foreach (var element in clean.QuerySelectorAll("*"))
        {
            foreach (var attribute in element.Attributes.Where(ReachesOut).ToList())
            {
                element.RemoveAttribute(attribute.NamespaceUri, attribute.LocalName);
            }

            SafeHtml.KeepText(element);
        }

        return Fragment.Write(clean);
    }

    /// <summary>What stands in data and labels is text.</summary>
    private static bool ReachesOut(IAttr attribute) =>
        !attribute.Name.StartsWith("data-", StringComparison.Ordinal)
        && !attribute.Name.StartsWith("aria-", StringComparison.Ordinal)
        && SafeHtml.ReachesOut(attribute.Value);
}
