using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Editors;

/// <summary>
/// <c>.dib</c> files for an editor that shows their cells: it keeps the letters of the file and gives them back with the cells, so that
/// what its reader has not changed is written as it was. No cell is run for that, and no session needs to be open.
/// </summary>
internal static class EditorDib
{
    /// <summary>What of a cell's metadata the first line of its text says as well, in the file and in what is shown.</summary>
    private static readonly string[] languages = ["dotnet_interactive", "polyglot_notebook"];

    /// <summary>Answers a <c>readDib</c>: the cells of the file whose text it has.</summary>
    public static (string Type, JsonObject Fields) Read(JsonObject request, KernelCatalog kernels)
    {
        var text = request.Text("text");
        var (file, cells) = DibLetters.Read(text, kernels);
        var metadata = MetadataOf(text, cells.Count, kernels);
        return ("dib", new JsonObject
        {
            ["front"] = file.Front,
            ["metadata"] = DibFrame.Of(file.Meta)["metadata"]?.DeepClone(),
            ["cells"] = new JsonArray([.. cells.Select((cell, index) => (JsonNode)new JsonObject
            {
                ["isProse"] = cell.IsProse,
                ["text"] = cell.Text,
                ["metadata"] = metadata[index],
                ["letters"] = cell.Letters,
            })]),
        });
    }

    /// <summary>Answers a <c>writeDib</c>: the text of the file with the cells that it has now.</summary>
    public static (string Type, JsonObject Fields) Write(JsonObject request, KernelCatalog kernels)
    {
        var cells = (request["cells"] as JsonArray ?? []).OfType<JsonObject>().Select(cell => new DibShownCell(
            cell["isProse"]?.GetValueKind() == JsonValueKind.True,
            cell.Text("text").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'), // the file's own line ends are written
            cell["letters"] is null ? null : cell.Text("letters")));
        return ("text", new JsonObject { ["text"] = new DibLetters(request.Text("front"), kernels).Write([.. cells]) });
    }

    /// <summary>What the file keeps of its cells besides, tags for example, where each record belongs to one cell.</summary>
    private static List<JsonObject> MetadataOf(string text, int cells, KernelCatalog kernels)
    {
        IReadOnlyList<NotebookCell> kept = [];
        try
        {
            kept = DibFormat.Read(text.TrimStart('\uFEFF'), kernels: kernels).Notebook.Cells;
        }
        catch (NotebookFormatException)
        {
            // Whoever runs or exports the file is told.
        }

        return [.. Enumerable.Range(0, cells).Select(index => kept.Count == cells ? Besides(kept[index]) : [])];
    }

    private static JsonObject Besides(NotebookCell cell)
    {
        var metadata = (JsonObject)cell.Metadata.DeepClone();
        foreach (var name in languages)
        {
            metadata.Remove(name);
        }

        return metadata;
    }
}
