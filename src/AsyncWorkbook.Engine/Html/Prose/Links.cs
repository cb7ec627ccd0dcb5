using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Html.Prose;

/// <summary>
/// Where links and images of prose lead once the notebook is a page: to the other pages, to the web, or nowhere. A page
/// never has a link that its folder cannot follow, nor an image that it would have to fetch.
/// </summary>
/// <param name="pageOf">The file name of the page that a notebook or page of the site is read in, or null if it is none of the site.</param>
/// <param name="readFile">The bytes of a file by its path relative to the notebook, or null.</param>
internal sealed class Links(Func<string, string?> pageOf, Func<string, byte[]?> readFile)
{
    /// <summary>What a link leads to in the page, or null if it leads nowhere there.</summary>
    public string? Link(string url)
    {
        if (url.StartsWith('#'))
        {
            return url;
        }

        if (Scheme(url) is { } scheme)
        {
            return scheme is "https" or "http" or "mailto" ? url : null;
        }

        var mark = url.IndexOf('#', StringComparison.Ordinal);
        var (path, anchor) = mark < 0 ? (url, "") : (url[..mark], url[mark..]);
        var file = Uri.UnescapeDataString(path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path);
        return pageOf(file) is { } page ? Uri.EscapeDataString(page) + anchor : null;
    }

    /// <summary>An image as a data URI, or null if the page cannot carry it.</summary>
    /// <param name="url">What the prose says: <c>attachment:</c>, <c>data:</c>, or a path relative to the notebook.</param>
    /// <param name="cell">The cell whose attachments are meant.</param>
    public string? Image(string url, NotebookCell? cell)
    {
        if (url.StartsWith("attachment:", StringComparison.OrdinalIgnoreCase))
        {
            return Attachment(Uri.UnescapeDataString(url["attachment:".Length..]), cell);
        }

        if (url.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase))
        {
            return url;
        }

        var path = Uri.UnescapeDataString(url);
        return Scheme(url) is null && ImageType(path) is { } type && readFile(path) is { } bytes
            ? $"data:{type};base64,{Convert.ToBase64String(bytes)}"
            : null;
    }

    private static string? Attachment(string name, NotebookCell? cell)
    {
        if (cell?.Json["attachments"]?[name] is not System.Text.Json.Nodes.JsonObject bundle)
        {
            return null;
        }

        foreach (var (type, content) in bundle)
        {
            if (type.StartsWith("image/", StringComparison.Ordinal))
            {
                return $"data:{type};base64,{NotebookCell.Text(content).ReplaceLineEndings("")}";
            }
        }

        return null;
    }

    private static string? ImageType(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".svg" => "image/svg+xml",
        _ => null,
    };

    /// <summary>What a URL has before its first colon, <c>network-path</c> for <c>//host</c>, or null for a relative one.</summary>
    public static string? Scheme(string url)
    {
        var end = url.AsSpan().IndexOfAny(":/?#");
        return end > 0 && url[end] == ':' ? url[..end].Trim().ToLowerInvariant()
            : url.StartsWith("//", StringComparison.Ordinal) ? "network-path"
            : null;
    }
}
