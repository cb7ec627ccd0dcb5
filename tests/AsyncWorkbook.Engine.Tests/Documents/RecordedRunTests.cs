using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Documents;

/// <summary>Taking a run out of a notebook's bytes gives the notebook as if it had not run, however it was written.</summary>
public class RecordedRunTests
{
    private static readonly Gen<string> text = Gen.OneOf(
        Gen.OneOf("outputs", "\"outputs\": [1]", "cells", "]}", "{", "\\", "é😀", "\n", ",", "null"), Gen.String[Gen.Char[' ', '~'], 0, 8]);

    private static readonly Gen<JsonObject> cell = Gen.Select(text, text, Gen.Int[0, 3], Gen.Int[0, 3], (source, output, kind, extra) =>
    {
        var made = new JsonObject { ["source"] = source };
        made["metadata"] = kind == 3 ? new JsonObject { ["tags"] = new JsonArray("injected-parameters") } : new JsonObject { ["outputs"] = new JsonArray(output) };
        if (kind == 0)
        {
            made["cell_type"] = "markdown";
            made["attachments"] = new JsonObject { ["outputs"] = new JsonArray(1) };
        }
        else
        {
            made["execution_count"] = extra == 0 ? null : extra;
            made["outputs"] = extra == 1 ? [] : new JsonArray(new JsonObject { ["text"] = output, ["cells"] = new JsonArray(1, 2) });
            made["cell_type"] = "code";
        }

        made["unknown"] = new JsonArray(1.5, output);
        return made;
    });

    private static readonly Gen<JsonObject> notebook = cell.Array[0, 6].Select(cells => new JsonObject
    {
        ["nbformat"] = 4,
        ["outputs"] = new JsonArray(7),
        ["cells"] = new JsonArray([.. cells]),
        ["metadata"] = new JsonObject { ["cells"] = new JsonArray(new JsonObject { ["outputs"] = new JsonArray(1) }) },
    });

    [Fact]
    public void All_else_stays() => Gen.Select(notebook, Gen.Bool, Gen.Bool).Sample((made, indented, marked) =>
    {
        var options = new JsonSerializerOptions { WriteIndented = indented };
        var written = Encoding.UTF8.GetBytes((marked ? "\uFEFF" : "") + made.ToJsonString(options) + "\n");
        var expected = (JsonObject)made.DeepClone();
        var cells = (JsonArray)expected["cells"]!;
        foreach (var one in cells.ToList().Where(one => (string?)one!["cell_type"] == "code"))
        {
            one!["outputs"] = new JsonArray();
            one["execution_count"] = null;
            if (one["metadata"]!["tags"] is not null)
            {
                cells.Remove(one);
            }
        }

        var clean = RecordedRun.Remove(written) ?? written;
        var read = Encoding.UTF8.GetString(clean);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(read.TrimStart('\uFEFF'))), read);
        Assert.Equal(marked, read.StartsWith('\uFEFF'));
        Assert.EndsWith("}\n", read, StringComparison.Ordinal);
        if (!indented || cells.Count == 0)
        {
            return;
        }

        // White space is the writer's own: only what was taken out is missing.
        Assert.Equal(expected.ToJsonString(options), read.TrimStart('\uFEFF').TrimEnd('\n'));
    });

    [Fact]
    public void A_clean_notebook_has_nothing_to_take_out() => notebook.Sample(made =>
    {
        var written = Encoding.UTF8.GetBytes(made.ToJsonString());
        Assert.Null(RecordedRun.Remove(RecordedRun.Remove(written) ?? written));
    });
}
