using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>
/// A notebook in nbformat 4: a view on its JSON. What this engine does not know (metadata, attachments, widget state)
/// is kept, and writing an untouched notebook gives the same JSON; the same bytes, if it was written here.
/// </summary>
public sealed class Notebook
{
    private Notebook(JsonObject json, IReadOnlyList<NotebookCell> cells)
    {
        Json = json;
        Cells = cells;
    }

    /// <summary>The whole document.</summary>
    public JsonObject Json { get; }

    /// <summary>The cells in order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; private set; }

    /// <summary>The notebook's metadata; empty when it has none.</summary>
    public JsonObject Metadata => Json["metadata"] as JsonObject ?? [];

    /// <summary>The text of the first heading in a Markdown cell, or null.</summary>
    public string? Title => Cells
        .Where(cell => cell.Kind == CellKind.Markdown)
        .SelectMany(cell => cell.Source.Split('\n'))
        .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim();

    /// <summary>Reads a notebook file: <c>.dib</c> by its name, all others as <c>.ipynb</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kernels">The kernels whose names separate the cells of a <c>.dib</c>; the engine's own if nothing is said.</param>
    /// <exception cref="NotebookFormatException">The file is missing, unreadable or not a notebook.</exception>
    public static Notebook Load(string path, KernelCatalog? kernels = null) => DibFormat.Is(path)
        ? DibFormat.Load(path, kernels).Notebook
        : Parse(ReadBytes(path), path);

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="NotebookFormatException">The file is missing or unreadable.</exception>
    internal static string ReadText(string path) => Decode(ReadBytes(path));

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotebookFormatException($"{path}: there is no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotebookFormatException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a notebook from its text.</summary>
    /// <param name="text">The JSON of a notebook.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="NotebookFormatException">The text is not a notebook in nbformat 4.</exception>
    public static Notebook Parse(string text, string name = "notebook") => Parse(() => NotebookJson.Parse(text), name);

    /// <summary>Text of many megabytes is read as it stands in the file, and never there a second time.</summary>
    private static Notebook Parse(byte[] file, string name)
    {
        var mark = file.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        return Utf8.IsValid(file.AsSpan(mark))
            ? Parse(() => NotebookJson.Parse(file.AsSpan(mark)), name)
            : Parse(Decode(file), name);
    }

    /// <summary>A file's text: UTF-8, or what a mark at its start says; what is no text becomes the replacement character.</summary>
    private static string Decode(byte[] file)
    {
        using var reader = new StreamReader(new MemoryStream(file), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static Notebook Parse(Func<JsonNode?> read, string name)
    {
        JsonNode? root;
        try
        {
            root = read();
        }
        catch (JsonException e)
        {
            throw new NotebookFormatException($"{name}: not JSON, {Position(e)}: {FirstSentence(e)}", e);
        }

        if (root is not JsonObject json)
        {
            throw new NotebookFormatException($"{name}: not a notebook: its JSON is not an object.");
        }

        CheckVersion(json, name);
        if (json["cells"] is not JsonArray cells)
        {
            throw new NotebookFormatException($"{name}: not a notebook: it has no \"cells\".");
        }

        var views = new List<NotebookCell>(cells.Count);
        foreach (var cell in cells)
        {
            if (cell is not JsonObject cellJson
                || cellJson["cell_type"]?.GetValueKind() != JsonValueKind.String
                || cellJson["source"]?.GetValueKind() is not (JsonValueKind.String or JsonValueKind.Array))
            {
                throw new NotebookFormatException(
                    $"{name}: not a notebook: cell {views.Count} has no \"cell_type\" or no \"source\".");
            }

            views.Add(new NotebookCell(cellJson));
        }

        return new Notebook(json, views);
    }

    /// <summary>A copy that shares nothing with this notebook.</summary>
    public Notebook Clone()
    {
        var json = (JsonObject)Json.DeepClone();
        return new Notebook(json, [.. ((JsonArray)json["cells"]!).Select(cell => new NotebookCell((JsonObject)cell!))]);
    }

    /// <summary>Inserts a code cell.</summary>
    /// <param name="index">The position it gets in <see cref="Cells"/>.</param>
    /// <param name="id">Its id, unique in the notebook.</param>
    /// <param name="source">Its text.</param>
    /// <param name="metadata">Its metadata; becomes part of the notebook.</param>
    public NotebookCell InsertCode(int index, string id, string source, JsonObject metadata)
    {
        var cell = new NotebookCell(new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = id,
            ["metadata"] = metadata,
            ["outputs"] = new JsonArray(),
            ["source"] = Lines(source),
        });
        ((JsonArray)Json["cells"]!).Insert(index, cell.Json);
        Cells = [.. Cells.Take(index), cell, .. Cells.Skip(index)];
        return cell;
    }

    /// <summary>The notebook as nbformat writes it: one-space indent, relaxed escaping, final newline.</summary>
    public override string ToString() => NotebookJson.Write(Json);

    /// <summary>The same as bytes.</summary>
    public JsonPieces ToBytes() => NotebookJson.Pieces(Json);

    /// <summary>Splits text as nbformat stores it: one string a line, each but the last with its line end.</summary>
    internal static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var newline ? newline + 1 : text.Length;
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }

        return lines;
    }

    private static void CheckVersion(JsonObject json, string name)
    {
        var version = json["nbformat"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;
        switch (version)
        {
            case 4:
                return;
            case 0:
                throw new NotebookFormatException($"{name}: not a notebook: it has no \"nbformat\" number.");
            case < 4:
                throw new NotebookFormatException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: nbformat {version} is too old; convert it with: jupyter nbconvert --to notebook --nbformat 4 {name}"));
            default:
                throw new NotebookFormatException(string.Create(
                    CultureInfo.InvariantCulture, $"{name}: nbformat {version} is newer than this engine, which reads 4."));
        }
    }

    private static string Position(JsonException e) => string.Create(
        CultureInfo.InvariantCulture, $"line {e.LineNumber.GetValueOrDefault() + 1}, byte {e.BytePositionInLine.GetValueOrDefault() + 1}");

    private static string FirstSentence(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? e.Message : e.Message[..end]).ReplaceLineEndings(" ");
    }
}
