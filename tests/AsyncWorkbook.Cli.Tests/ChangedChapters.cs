using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Mutants.Chapters;
using AsyncWorkbook.Mutants.Sweeping;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>
/// The chapters with solutions changed, <c>tests/mutations/*.json</c>, run once. Changes that different verdicts of a chapter have to
/// notice share a run, unless they change the same cell: each verdict judges solutions of its own.
/// </summary>
public sealed class ChangedChapters : IAsyncLifetime
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(10); // of a cell; only what has no end runs into it

    private readonly Workbook workbook = new();
    private readonly ConcurrentDictionary<(string Path, string Cell), CellOutcome> outcomes = [];
    private readonly ConcurrentDictionary<string, string> endless = []; // by the path of a run: the cell that did not end

    internal static IReadOnlyList<Change> All { get; } =
        [.. Directory.GetFiles(Repository.PathOf("tests", "mutations"), "*.json").Order(StringComparer.Ordinal)
            .SelectMany(file => Planned(Path.GetFileNameWithoutExtension(file) + ".ipynb", JsonNode.Parse(File.ReadAllText(file))!.AsArray()))];

    public async ValueTask InitializeAsync()
    {
        // Most of a run is waiting.
        var together = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(2, Environment.ProcessorCount) };
        await Parallel.ForEachAsync(All.GroupBy(PathOf, StringComparer.Ordinal), together, async (run, _) =>
        {
            workbook.WriteChapter(run.Key, Changed([.. run]));
            var chapter = await ChapterCode.ReadAsync(Path.Combine(workbook.Folder, run.Key));
            await using var session = new ChapterSession(chapter, Repository.PathOf("artifacts", "workbook", "workers"));
            foreach (var cell in chapter.Cells)
            {
                HangWatchAttribute.Restart();
                var outcome = outcomes[(run.Key, cell.Id)] = await session.RunAsync(cell, cell.Source, limit);
                if (outcome.Status == CellStatus.Timeout)
                {
                    endless[run.Key] = cell.Id; // those below may wait for it, each until its limit
                    break;
                }
            }
        });
    }

    public ValueTask DisposeAsync()
    {
        workbook.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>How each cell of a change's run ended, by its id.</summary>
    internal IReadOnlyDictionary<string, CellOutcome> Run(Change change)
    {
        Assert.False(endless.TryGetValue(PathOf(change), out var cell), $"{change.File}: the cell {cell} had not ended after {limit.TotalMinutes:0} minutes");
        return outcomes.Where(cell => cell.Key.Path == PathOf(change)).ToDictionary(cell => cell.Key.Cell, cell => cell.Value);
    }

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

        // The cells stay, also those that need not run, and the changed ones are in the file: a chapter may read its own.
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
