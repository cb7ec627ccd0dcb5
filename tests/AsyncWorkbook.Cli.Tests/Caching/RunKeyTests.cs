using System.Text.Json.Nodes;
using AsyncWorkbook.Cli.Caching;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Cli.Tests.Files;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Cli.Tests.Caching;

/// <summary>What a notebook's outputs follow from, as far as the notebook and its files tell.</summary>
public sealed class RunKeyTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_same_notebook_has_the_same_key_also_in_another_process() =>
        Assert.Equal(await KeyAsync(_ => { }), await KeyAsync(_ => { }));

    [Fact]
    public async Task Prose_and_outputs_are_no_part_of_it()
    {
        var key = await KeyAsync(_ => { });
        Assert.Equal(key, await KeyAsync(json => json["cells"]![1]!["source"] = "# Other prose"));
        Assert.Equal(key, await KeyAsync(json => json["cells"]![0]!["execution_count"] = 7));
    }

    [Fact]
    public async Task Code_metadata_and_the_position_of_a_cell_are()
    {
        string?[] keys =
        [
            await KeyAsync(_ => { }),
            await KeyAsync(json => json["cells"]![0]!["source"] = "3"),
            await KeyAsync(json => json["cells"]![0]!["metadata"] = new JsonObject { ["tags"] = new JsonArray("raises-exception") }),
            await KeyAsync(json => json["metadata"] = new JsonObject { ["execution"] = new JsonObject { ["timeout"] = 5 } }),
            await KeyAsync(json => json["cells"]!.AsArray().RemoveAt(1)),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public async Task A_file_beside_it_is_as_it_is_before_the_run()
    {
        var none = await KeyAsync(_ => { });
        folder.Write("numbers.csv", "1");
        var one = await KeyAsync(_ => { });
        folder.Write("numbers.csv", "2");
        Assert.Equal(3, new[] { none, one, await KeyAsync(_ => { }) }.Distinct().Count());
    }

    private Task<string?> KeyAsync(Action<JsonNode> change)
    {
        var json = JsonNode.Parse(ScratchFolder.Of("1", "2", "3").ToString())!;
        json["cells"]![1] = new JsonObject { ["cell_type"] = "markdown", ["id"] = "prose", ["metadata"] = new JsonObject(), ["source"] = "# Prose" };
        change(json);
        var file = new NotebookFile(folder.At("own.ipynb"), Notebook.Parse(json.ToJsonString()));
        return new RunKey(new SessionOptions { WorkingDirectory = "" }, folder.At("out")).InputsAsync(file);
    }
}
