using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace AsyncWorkbook.Servers.Site;

/// <summary>The files of the folder: packed where there is such a file and the reader can unpack it, and pages with what loads them again.</summary>
/// <param name="files">The folder; hidden files are none of its business.</param>
internal sealed partial class Pages(IFileProvider files)
{
    private static readonly (string Coding, string Ending)[] packed = [("br", ".br"), ("gzip", ".gz")];

    private readonly FileExtensionContentTypeProvider types = new() { Mappings = { [".mjs"] = "text/javascript", [".dll"] = "application/octet-stream" } };

    /// <summary>Answers a request.</summary>
    public async Task SendAsync(HttpContext context, string? path)
    {
        var name = path is null or "" ? "index.html" : path;
        var file = files.GetFileInfo(name);
        var response = context.Response;
        if (!file.Exists || file.IsDirectory)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.ContentType = types.TryGetContentType(name, out var type) ? type : "application/octet-stream";
        response.Headers.CacheControl = Hashed().IsMatch(name) ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        if (response.ContentType == "text/html")
        {
            await SendPageAsync(context, file);
            return;
        }

        var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
        foreach (var (coding, ending) in packed)
        {
            if (accepted.Any(each => each.Value == coding && each.Quality is not 0) && files.GetFileInfo(name + ending) is { Exists: true } small)
            {
                response.Headers.ContentEncoding = coding;
                response.Headers.Vary = HeaderNames.AcceptEncoding;
                file = small;
                break;
            }
        }

        response.ContentLength = file.Length;
        if (context.Request.Method == HttpMethods.Get)
        {
            await response.SendFileAsync(file, context.RequestAborted);
        }
    }

    /// <summary>A page and the script that loads it again. What the page allows of itself is widened by that script's own connection.</summary>
    private static async Task SendPageAsync(HttpContext context, IFileInfo file)
    {
        using var reader = new StreamReader(file.CreateReadStream());
        var page = await reader.ReadToEndAsync(context.RequestAborted);
        var end = page.IndexOf("</head>", StringComparison.Ordinal);
        if (end > 0)
        {
            var head = page[..end].Contains("connect-src", StringComparison.Ordinal) ? page[..end] : page[..end].Replace("default-src 'none';", "default-src 'none'; connect-src 'self';", StringComparison.Ordinal);
            page = $"{head}<script defer src=\"{Reloads.ScriptAddress}\"></script>\n{page[end..]}";
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        if (context.Request.Method == HttpMethods.Get)
        {
            await context.Response.WriteAsync(page, context.RequestAborted);
        }
    }

    /// <summary>A name that follows from the content: it never changes.</summary>
    [GeneratedRegex(@"\.[0-9a-f]{10}\.")]
    private static partial Regex Hashed();
}
