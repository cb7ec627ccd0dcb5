using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace AsyncWorkbook.Engine.Html.Searching;

/// <summary>The file that a page loads when its reader searches for the first time. A script, because from disk nothing else can be loaded.</summary>
internal static class SearchIndex
{
    /// <summary>The file's name.</summary>
    public const string File = "search-index.js";

    private static readonly JsonSerializerOptions compact = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes the sections of all chapters.</summary>
    public static string Write(IEnumerable<SearchSection> sections) => $"window.workbookSections = {JsonSerializer.Serialize(sections, compact)};\n";
}
