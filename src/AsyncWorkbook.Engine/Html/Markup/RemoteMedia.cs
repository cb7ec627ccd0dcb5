using AngleSharp.Dom;

namespace AsyncWorkbook.Engine.Html.Markup;

/// <summary>Pictures, films and pages from elsewhere, which a page without a network cannot show: it leads there instead.</summary>
internal static class RemoteMedia
{
    /// <summary>Whether something of this address would have to be fetched from the web.</summary>
    public static bool IsRemote(string? url) => url is not null
        && (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || url.StartsWith("//", StringComparison.Ordinal));

    /// <summary>A link to it: the address, and its description or, if it has none, the address again.</summary>
    public static HtmlMarkup Link(string url, string? description) =>
        $"<a href=\"{(url.StartsWith("//", StringComparison.Ordinal) ? "https:" + url : url)}\">{(string.IsNullOrWhiteSpace(description) ? url : description)}</a>";

    /// <summary>Puts links in the places of such elements.</summary>
    public static void MakeLinks(IElement body)
    {
        foreach (var element in body.QuerySelectorAll("img, iframe, video, audio, embed, object"))
        {
            var url = AddressOf(element) ?? element.QuerySelectorAll("source, embed").Select(AddressOf).FirstOrDefault(address => address is not null);
            if (IsRemote(url?.Trim()))
            {
                var description = element.GetAttribute("alt") ?? element.GetAttribute("title");
                var link = Fragment.Parse(Link(url!.Trim(), description).ToString()).FirstElementChild!;
                if (element.Closest("a") is null)
                {
                    element.Replace(link);
                }
                else
                {
                    element.Replace(element.Owner!.CreateTextNode(link.TextContent)); // it leads somewhere already
                }
            }
        }
    }

    /// <summary>Where an element's content is; of several sizes the first.</summary>
    private static string? AddressOf(IElement element) =>
        element.GetAttribute("src") ?? element.GetAttribute("data") ?? element.GetAttribute("srcset")?.TrimStart().Split([',', ' ', '\t', '\n'], 2)[0];
}
