using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Html.Searching;

namespace AsyncWorkbook.Engine.Html;

/// <summary>A page with all that it loads within it: style sheets, fonts and scripts, those that are needed only later packed.</summary>
/// <param name="read">The content of a file of the page's folder <c>assets</c>.</param>
internal sealed partial class SingleFile(Func<string, byte[]> read)
{
    /// <summary>Puts what a page loads into it. Its policy then allows exactly these scripts, unless the page allowed any.</summary>
    /// <param name="page">The page.</param>
    /// <param name="later">The names of scripts that it may load later.</param>
    /// <param name="sections">What its search finds.</param>
    public string Inline(string page, IEnumerable<string> later, IReadOnlyList<SearchSection> sections)
    {
        var end = page.IndexOf("</head>", StringComparison.Ordinal); // what follows was not written here alone
        var (head, body) = (page[..end], page[end..]);
        var scripts = new List<string>();
        var atEnd = new StringBuilder();
        string Script(string name)
        {
            // No script of a page means these as anything but text.
            scripts.Add(Text(name).Replace("</script", @"<\/script", StringComparison.OrdinalIgnoreCase).Replace("<!--", @"<\!--", StringComparison.Ordinal));
            return $"<script>{scripts[^1]}</script>\n";
        }

        head = StyleSheet().Replace(head, link => $"<style>\n{Font().Replace(Text(link.Groups["name"].Value), font =>
            $"url(\"data:font/woff2;base64,{Convert.ToBase64String(read(font.Groups["name"].Value))}\")")}</style>\n");
        head = LoadedScript().Replace(head, script =>
        {
            if (script.Groups["defer"].Success)
            {
                atEnd.Append(Script(script.Groups["name"].Value));
                return "";
            }

            return Script(script.Groups["name"].Value);
        });

        var packed = new StringBuilder();
        foreach (var (name, content) in later.Select(name => (name, Text(name))).Append((SearchIndex.File, SearchIndex.Write(sections))))
        {
            scripts.Add(content);
            packed.Append("<script type=\"text/plain\" data-asset=\"").Append(name).Append("\">").Append(Packed(content)).Append("</script>\n");
        }

        var hashes = string.Join(' ', scripts.Select(script => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'"));
        head = head.Replace("'self' file:; style-src", $"{hashes}; style-src", StringComparison.Ordinal).Replace("'self' file: ", "", StringComparison.Ordinal);
        var last = body.LastIndexOf("</body>", StringComparison.Ordinal);
        return $"{head}{body[..last]}{packed}{atEnd}{body[last..]}";
    }

    private string Text(string name) => Encoding.UTF8.GetString(read(name)).TrimStart('\uFEFF').ReplaceLineEndings("\n");

    private static string Packed(string content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(Encoding.UTF8.GetBytes(content));
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    [GeneratedRegex("""<link rel="stylesheet" href="assets/(?<name>[^"]+)">\n""")]
    private static partial Regex StyleSheet();

    [GeneratedRegex("""<script(?<defer> defer)? src="assets/(?<name>[^"]+)"></script>\n""")]
    private static partial Regex LoadedScript();

    [GeneratedRegex("""url\("?(?<name>[^":()]+\.woff2)"?\)""")]
    private static partial Regex Font();
}
