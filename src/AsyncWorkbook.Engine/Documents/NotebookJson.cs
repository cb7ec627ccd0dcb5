using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>How JSON is read and written here: as Jupyter does, losing nothing.</summary>
public static class NotebookJson
{
    /// <summary>Notebooks may nest deeper than the framework's 64 levels (trees, Plotly figures).</summary>
    internal const int MaxDepth = 512;

    private static readonly JsonDocumentOptions reading = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private static readonly JsonSerializerOptions writing = new()
    {
        Encoder = RelaxedJsonEncoder.Instance,
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        MaxDepth = MaxDepth,
    };

    private static readonly JsonSerializerOptions compact = new()
    {
        Encoder = RelaxedJsonEncoder.Instance,
        MaxDepth = MaxDepth,
    };

    /// <summary>Parses JSON text. Numbers keep their spelling and objects their order.</summary>
    /// <exception cref="JsonException">The text is not JSON, or an object has the same key twice.</exception>
    public static JsonNode? Parse(string text) => JsonNode.Parse(text, documentOptions: reading);

    /// <summary>Parses JSON in UTF-8, such as a line of a worker.</summary>
    /// <exception cref="JsonException">The text is not JSON, or an object has the same key twice.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> text) => JsonNode.Parse(text, documentOptions: reading);

    /// <summary>Writes a value with one-space indent, relaxed escaping and a final newline.</summary>
    public static string Write(JsonNode value) => value.ToJsonString(writing) + "\n";

    /// <summary>Writes a value on one line.</summary>
    public static string WriteLine(JsonNode? value) => value is null ? "null" : value.ToJsonString(compact);
}
