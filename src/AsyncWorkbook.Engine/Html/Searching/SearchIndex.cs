using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace AsyncWorkbook.Engine.Html.Searching;

/// <summary>
/// The file that a page loads when its reader searches for the first time. A script, because from disk nothing else can be loaded;
/// in it a text in Base64, which is a third of the JSON that the browser makes of it.
/// </summary>
internal static class SearchIndex
{
    /// <summary>The file's name.</summary>
    public const string File = "search-index.js";

    private static readonly JsonSerializerOptions compact = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes the sections of all chapters.</summary>
    public static string Write(IEnumerable<SearchSection> sections)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            JsonSerializer.Serialize(zlib, sections, compact);
        }

        return $"window.workbookSections = \"{Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length))}\";\n";
    }

    /// <summary>Reads what was written.</summary>
    public static IReadOnlyList<SearchSection> Read(string file)
    {
        using var packed = new MemoryStream(Convert.FromBase64String(file.Split('"')[1]));
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        return JsonSerializer.Deserialize<List<SearchSection>>(zlib, compact)!;
    }
}
