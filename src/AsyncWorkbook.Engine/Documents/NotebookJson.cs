using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>How JSON is read and written here: as Jupyter does, losing nothing.</summary>
public static partial class NotebookJson
{
    /// <summary>Notebooks may nest deeper than the framework's 64 levels (trees, Plotly figures).</summary>
    internal const int MaxDepth = 512;

    private static readonly JsonDocumentOptions reading = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private static readonly JsonWriterOptions writing = new()
    {
        Encoder = RelaxedJsonEncoder.Instance,
        Indented = true,
        IndentSize = 1,
        NewLine = "\n",
        MaxDepth = MaxDepth,
    };

    private static readonly JsonWriterOptions compact = new()
    {
        Encoder = RelaxedJsonEncoder.Instance,
        MaxDepth = MaxDepth,
    };

    /// <summary>
    /// Parses JSON text. Numbers keep their spelling and objects their order. Half a surrogate pair, which is no text, becomes
    /// the replacement character, as everywhere where text is decoded.
    /// </summary>
    /// <exception cref="JsonException">The text is not JSON, or an object has the same key twice.</exception>
    public static JsonNode? Parse(string text) => JsonNode.Parse(WithoutHalfPairs(text), documentOptions: reading);

    /// <summary>Parses JSON in UTF-8, such as a line of a worker.</summary>
    /// <exception cref="JsonException">The text is not JSON, or an object has the same key twice.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> text) => MayHoldSurrogates(text)
        ? Parse(Encoding.UTF8.GetString(text))
        : JsonNode.Parse(text, documentOptions: reading);

    /// <summary>Writes a value with one-space indent, relaxed escaping and a final newline.</summary>
    public static string Write(JsonNode value) => Encoding.UTF8.GetString(Pieces(value).ToArray());

    /// <summary>The same as bytes.</summary>
    public static JsonPieces Pieces(JsonNode value) => JsonPieces.Of(value, writing, lineEnd: true);

    /// <summary>Writes a value on one line.</summary>
    public static string WriteLine(JsonNode? value) => Encoding.UTF8.GetString(LinePieces(value).ToArray());

    /// <summary>The same as bytes.</summary>
    /// <param name="value">The value.</param>
    /// <param name="lineEnd">Whether the line ends with a newline.</param>
    public static JsonPieces LinePieces(JsonNode? value, bool lineEnd = false) => JsonPieces.Of(value, compact, lineEnd);

    private static bool MayHoldSurrogates(ReadOnlySpan<byte> text) => text.IndexOf("\\ud"u8) >= 0 || text.IndexOf("\\uD"u8) >= 0;

    private static string WithoutHalfPairs(string text) => text.Contains("\\ud", StringComparison.OrdinalIgnoreCase)
        ? Escape().Replace(text, escape => escape.Groups["half"].Success ? "\\ufffd" : escape.Value)
        : text;

    /// <summary>An escape in a JSON string; the halves of a pair count as one.</summary>
    [GeneratedRegex(@"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)")]
    private static partial Regex Escape();
}
