using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>
/// What a <c>.dib</c> file cannot say of a notebook's cell, kept in <c>#!meta</c>: id, metadata, attachments, empty lines
/// at its ends, and its whole text if that looks like several cells.
/// </summary>
/// <param name="Parts">How many cells of the file it has become.</param>
/// <param name="Digest">Tells whether those are still the same.</param>
/// <param name="Before">Text in front of the one part that it has become.</param>
/// <param name="After">Text behind it.</param>
/// <param name="Source">The whole text, if it has become none or several.</param>
/// <param name="Cell">The cell's JSON without its text and outputs.</param>
internal sealed record DibRecord(int Parts, string Digest, string Before, string After, string? Source, JsonObject Cell)
{
    /// <summary>Whether the record still means something when the reader has edited the text.</summary>
    public bool OutlivesEdits => Source is null;

    /// <summary>Reads a record; null if it is none.</summary>
    public static DibRecord? Read(JsonNode? json) =>
        json is JsonObject record && record["cell"] is JsonObject cell && String(record, "digest") is { } digest
            ? new DibRecord(
                record["parts"]?.GetValueKind() == JsonValueKind.Number ? (int)record["parts"]! : 1,
                digest,
                String(record, "before") ?? "",
                String(record, "after") ?? "",
                String(record, "source"),
                cell)
            : null;

    /// <summary>The record as JSON.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["digest"] = Digest };
        if (Source is not null)
        {
            json["parts"] = Parts;
            json["source"] = Source;
        }

        Add("before", Before);
        Add("after", After);
        json["cell"] = Cell.DeepClone();
        return json;

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                json[name] = value;
            }
        }
    }

    /// <summary>The notebook's cell again.</summary>
    public JsonObject Restore(IReadOnlyList<DibCell> parts)
    {
        var source = Source ?? Before + parts[0].Text + After;
        return Whole(Cell, source);
    }

    /// <summary>JSON with its keys in the order in which Jupyter writes a cell's.</summary>
    public static JsonObject InOrder(JsonObject json) => new(json
        .OrderBy(field => field.Key, StringComparer.Ordinal)
        .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    /// <summary>A cell's JSON with its text, as Jupyter writes it.</summary>
    public static JsonObject Whole(JsonObject cell, string source)
    {
        var all = (JsonObject)cell.DeepClone();
        all["source"] = Notebook.Lines(source);
        if ((string?)all["cell_type"] == "code")
        {
            all["execution_count"] = null;
            all["outputs"] = new JsonArray();
        }

        return InOrder(all);
    }

    /// <summary>A short fingerprint of cells.</summary>
    public static string DigestOf(IEnumerable<DibCell> cells)
    {
        var text = string.Concat(cells.Select(cell => $"#!{cell.Kernel}\n{cell.Text}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }

    private static string? String(JsonObject json, string name) =>
        json[name]?.GetValueKind() == JsonValueKind.String ? (string?)json[name] : null;
}
