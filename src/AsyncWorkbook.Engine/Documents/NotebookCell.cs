using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>What a cell is, by its <c>cell_type</c> and by nothing else.</summary>
public enum CellKind
{
    /// <summary>A cell that runs.</summary>
    Code,

    /// <summary>Prose in Markdown.</summary>
    Markdown,

    /// <summary>Text that is neither run nor rendered.</summary>
    Raw,
}

/// <summary>
/// One cell of a <see cref="Notebook"/>: a view on its JSON, so that whatever this engine does not know is kept.
/// </summary>
public sealed class NotebookCell
{
    private string? source; // put together once: it may be long

    internal NotebookCell(JsonObject json)
    {
        Json = json;
        Kind = (string?)json["cell_type"] switch
        {
            "markdown" => CellKind.Markdown,
            "raw" => CellKind.Raw,
            _ => CellKind.Code,
        };
    }

    /// <summary>The cell as it stands in the file.</summary>
    public JsonObject Json { get; }

    /// <summary>What the cell is.</summary>
    public CellKind Kind { get; }

    /// <summary>The cell's id, or null in files older than nbformat 4.5.</summary>
    public string? Id => AsString(Json["id"]);

    /// <summary>The cell's text, lines separated by <c>\n</c>.</summary>
    public string Source => source ??= Text(Json["source"]);

    /// <summary>The cell's metadata; empty when it has none.</summary>
    public JsonObject Metadata => Json["metadata"] as JsonObject ?? [];

    /// <summary>The cell's tags, such as <c>parameters</c> or <c>raises-exception</c>.</summary>
    public IEnumerable<string> Tags =>
        Metadata["tags"] is JsonArray tags ? tags.Select(AsString).OfType<string>() : [];

    /// <summary>The recorded outputs in nbformat's shapes; empty for cells that do not run.</summary>
    public IReadOnlyList<JsonObject> Outputs =>
        Json["outputs"] is JsonArray outputs ? [.. outputs.OfType<JsonObject>()] : [];

    /// <summary>Whether the outputs were made by running the cell here: they did not come with the file.</summary>
    public bool RanHere { get; private set; }

    /// <summary>
    /// The small values that the cell has taken from other languages when it ran here, by <c>kernel:name</c>. They are no part of the file.
    /// </summary>
    public IReadOnlyDictionary<string, JsonNode?> Shared { get; private set; } = new Dictionary<string, JsonNode?>();

    /// <summary>Whether the cell carries the tag.</summary>
    public bool HasTag(string tag) => Tags.Contains(tag, StringComparer.Ordinal);

    /// <summary>Replaces the cell's text.</summary>
    public void SetSource(string source)
    {
        Json["source"] = Notebook.Lines(source);
        this.source = null;
    }

    /// <summary>Replaces the outputs and the execution count by those of a run.</summary>
    /// <param name="outputs">Outputs in nbformat's shapes; they become part of this cell.</param>
    /// <param name="executionCount">How many code cells had run with this one, or null if it did not run.</param>
    public void SetOutputs(JsonArray outputs, int? executionCount)
    {
        Json["execution_count"] = executionCount;
        Json["outputs"] = outputs;
        RanHere = true;
    }

    /// <summary>Remembers what the cell has taken from other languages.</summary>
    public void SetShared(IReadOnlyDictionary<string, JsonNode?> values) => Shared = values;

    /// <summary>Joins nbformat's multi-line text: a string, or an array of lines.</summary>
    public static string Text(JsonNode? value) => value switch
    {
        JsonArray lines => string.Concat(lines.Select(AsString)),
        _ => AsString(value) ?? "",
    };

    private static string? AsString(JsonNode? value) =>
        value is JsonValue && value.GetValueKind() == JsonValueKind.String ? (string?)value : null;
}
