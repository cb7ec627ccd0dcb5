using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Tests.Workers;

namespace AsyncWorkbook.Engine.Tests.Faults;

/// <summary>The reader stops a run: what was finished stays, the running cell says so once, the rest is not run.</summary>
[StartsProcesses]
public sealed class InterruptTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-interrupt-");

    public static TheoryData<string> Languages => [.. Snippets.Of.Keys];

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_run_that_is_interrupted_keeps_what_was_finished(string language)
    {
        var say = Snippets.Of[language];
        var notebook = Notebook.Parse(
            new JsonObject
            {
                ["cells"] = new JsonArray(
                    Cell("finished", language, Snippets.Fill(say.Print, "\"finished\"")),
                    Cell("endless", language, Snippets.Fill(say.Print, "\"began\"") + "\n" + say.TellProcess + "\n" + say.Loop),
                    Cell("never", language, Snippets.Fill(say.Print, "\"never\""))),
                ["metadata"] = new JsonObject(),
                ["nbformat"] = 4,
                ["nbformat_minor"] = 5,
            }.ToJsonString(),
            "stopped.ipynb");
        using var watcher = new FileSystemWatcher(folder.FullName, "pid");
        using var interrupt = new CancellationTokenSource();
        watcher.Created += (_, _) => interrupt.Cancel();
        watcher.Renamed += (_, _) => interrupt.Cancel();
        watcher.EnableRaisingEvents = true;

        await using var session = new Session(new SessionOptions
        {
            WorkingDirectory = folder.FullName,
            Workers = Built.Workers,
            Grace = TimeSpan.FromMinutes(1),
        });
        var result = await NotebookRunner.RunAsync(notebook, session, new RunOptions(), interrupt: interrupt.Token);

        Assert.Equal([CellStatus.Ok, CellStatus.Interrupted, CellStatus.Skipped], result.Cells.Select(cell => cell.Status));
        var shown = notebook.Cells.Select(cell => cell.Json["outputs"]!.AsArray()).ToList();
        Assert.Equal("finished\n", (string?)shown[0].Single()!["text"]![0]);
        Assert.Equal("began\n", (string?)shown[1][0]!["text"]![0]);
        var error = shown[1].Single(output => (string?)output!["output_type"] == "error")!;
        Assert.Equal(
            ("Interrupted", "the cell was interrupted. It stopped when asked; the variables are as they were."),
            ((string?)error["ename"], (string?)error["evalue"]));
        Assert.EndsWith((string)error["evalue"]!, (string?)error["traceback"]!.AsArray()[^1], StringComparison.Ordinal);
        Assert.Empty(shown[2]);
    }

    private static JsonObject Cell(string id, string kernel, string source) => new()
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["id"] = id,
        ["metadata"] = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = kernel } },
        ["outputs"] = new JsonArray(),
        ["source"] = source,
    };
}
