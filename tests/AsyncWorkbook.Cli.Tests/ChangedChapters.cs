using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>
/// The chapters with solutions changed, <c>tests/mutations/*.json</c>, run one after another, once. Changes that different
/// verdicts of a chapter have to notice share a run, unless they change the same cell: each verdict judges solutions of its own.
/// </summary>
public sealed class ChangedChapters : IAsyncLifetime
{
    private readonly Workbook workbook = new();
    private JsonArray report = [];

    internal static IReadOnlyList<Change> All { get; } =
        [.. Directory.GetFiles(Repository.PathOf("tests", "mutations"), "*.json").Order(StringComparer.Ordinal)
            .SelectMany(file => Planned(Path.GetFileNameWithoutExtension(file) + ".ipynb", JsonNode.Parse(File.ReadAllText(file))!.AsArray()))];

    public async ValueTask InitializeAsync()
    {
        var runs = All.GroupBy(PathOf, StringComparer.Ordinal).ToList();
        foreach (var run in runs)
        {
            workbook.WriteChapter(run.Key, Changed([.. run]));
        }

        var ended = await workbook.RunAsync(["run", .. runs.Select(run => run.Key), "--in-place", "--json", "--jobs", "1"]);
        Assert.True(ended.ExitCode is 0 or 1 or 7, ended.Stdout + ended.Stderr);
        report = JsonNode.Parse(ended.Stdout)!["notebooks"]!.AsArray();
    }

    public ValueTask DisposeAsync()
    {
        workbook.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>How the run of a change ended, and the cell of its verdict.</summary>
    internal (JsonNode Report, JsonNode Verdict) Run(Change change) => (
        report.Single(notebook => (string?)notebook!["path"] == PathOf(change))!,
        Cell(JsonNode.Parse(workbook.Read(PathOf(change)))!["cells"]!.AsArray(), change.Verdict));

    /// <summary>Each change in the first run of the chapter that has room for it.</summary>
    private static List<Change> Planned(string file, JsonArray changes)
    {
        List<Change> planned = [];
        foreach (var json in changes)
        {
            var change = new Change(file, 0, json!);
            while (planned.Exists(change.IsInTheWayOf))
            {
                change = change with { Run = change.Run + 1 };
            }

            planned.Add(change);
        }

        return planned;
    }

    private static string PathOf(Change change) =>
        Path.Combine($"{Path.GetFileNameWithoutExtension(change.File)}-{change.Run}", "notebooks", change.File);

    /// <summary>A chapter with solutions changed, to be run up to the last of the verdicts.</summary>
    private static JsonNode Changed(IReadOnlyList<Change> changes)
    {
        var notebook = Chapter.Read(changes[0].File);
        var cells = notebook["cells"]!.AsArray();
        foreach (var change in changes)
        {
            var cell = Cell(cells, change.Cell);
            var source = Chapter.Text(cell["source"]);
            Assert.Contains(change.Replace, source, StringComparison.Ordinal);
            cell["source"] = source.Replace(change.Replace, change.With, StringComparison.Ordinal);
        }

        // The cells stay, also those that need not run: a chapter may read its own file.
        foreach (var later in cells.Skip(1 + changes.Max(change => cells.IndexOf(Cell(cells, change.Verdict)))))
        {
            later!["metadata"]!["tags"] = new JsonArray("skip-execution");
        }

        return notebook;
    }

    private static JsonNode Cell(JsonArray cells, string id) => cells.Single(cell => (string?)cell!["id"] == id)!;
}

/// <summary>A change that breaks a solution.</summary>
/// <param name="File">The chapter's file.</param>
/// <param name="Run">The run of the chapter that it is part of.</param>
/// <param name="Json">What is changed in which cell, why, and which verdict notices.</param>
internal sealed record Change(string File, int Run, JsonNode Json)
{
    public string Cell => (string)Json["cell"]!;

    public string Verdict => (string)Json["verdict"]!;

    /// <summary>Which of the verdicts of that cell has to notice; null for any of them.</summary>
    public string? Caption => (string?)Json["caption"];

    public string Why => (string)Json["why"]!;

    public string Replace => (string)Json["replace"]!;

    public string With => (string)Json["with"]!;

    /// <summary>Whether both cannot be in their run: one verdict would notice either, or both change one cell.</summary>
    public bool IsInTheWayOf(Change other) =>
        Run == other.Run && ((Verdict, Caption) == (other.Verdict, other.Caption) || Cell == other.Cell);
}
