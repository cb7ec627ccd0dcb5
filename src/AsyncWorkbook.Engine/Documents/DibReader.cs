using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>Makes a notebook of what a <c>.dib</c> file says.</summary>
internal static class DibReader
{
    /// <summary>The notebook that a text means.</summary>
    public static DibReading Read(DibText text, string name)
    {
        var meta = text.Meta ?? [];
        var kept = meta[DibFrame.Own] as JsonObject;
        var records = (kept?["cells"] as JsonArray ?? []).Select(DibRecord.Read).OfType<DibRecord>().ToList();
        var (aligned, lost) = DibAlignment.Of(records, text.Cells);
        var ids = new HashSet<string>(records.Select(record => (string?)record.Cell["id"]).OfType<string>(), StringComparer.Ordinal);
        var json = kept?["notebook"] is JsonObject frame ? (JsonObject)frame.DeepClone() : DibFrame.Of(meta);
        var number = 0;
        var array = new JsonArray([.. aligned.Select(each => (JsonNode)(each.Record?.Restore(each.Parts) ?? Plain(each.Parts[0])))]);
        json.Insert(0, "cells", array);
        return new DibReading(Notebook.Parse(NotebookJson.Write(json), name), lost);

        JsonObject Plain(DibCell cell)
        {
            string id;
            do
            {
                id = $"cell-{number++}";
            }
            while (!ids.Add(id));
            return DibRecord.Whole(PlainCell(cell.Kernel, id), cell.Text);
        }
    }

    private static JsonObject PlainCell(string kernel, string id) => new()
    {
        ["cell_type"] = kernel == DibText.Prose ? DibText.Prose : "code",
        ["id"] = id,
        ["metadata"] = kernel == DibText.Prose ? [] : new JsonObject
        {
            ["dotnet_interactive"] = new JsonObject { ["language"] = kernel },
            ["polyglot_notebook"] = new JsonObject { ["kernelName"] = kernel },
        },
    };
}
