using System.Globalization;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Tests;

namespace AsyncWorkbook.Live.Tests.Chapters;

/// <summary>
/// Every chapter from top to bottom in a page, beside a run by the engine: each cell that is live ends as there, and shows the same.
/// Those tagged <c>local-only</c> are left out; with <c>WORKBOOK_LIVE=all</c> they run as well, and must end otherwise.
/// </summary>
public sealed class ChapterTests
{
    private const string localOnly = "local-only";

    private static readonly TimeSpan patience = TimeSpan.FromMinutes(15); // for the engine to be done, once the page is

    private static readonly bool runsAll = Environment.GetEnvironmentVariable("WORKBOOK_LIVE") == "all";

    private static readonly string folder = Repository.PathOf("notebooks");

    /// <summary>The chapters' numbers; <c>WORKBOOK_CHAPTERS=01,05</c> runs some.</summary>
    public static TheoryData<string> Chapters => Environment.GetEnvironmentVariable("WORKBOOK_CHAPTERS") is { } some
        ? [.. some.Split(',')]
        : [.. Directory.EnumerateFiles(folder, "*-*.ipynb").Select(path => Path.GetFileName(path)[..2]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task A_chapter_runs_in_a_page_as_it_does_here(string number)
    {
        Browser.Require();
        var path = Directory.EnumerateFiles(folder, $"{number}-*.ipynb").Single();
        var recorded = Notebook.Load(path);
        await using var session = new Session(new SessionOptions { WorkingDirectory = folder, Workers = Built.Workers });
        var here = NotebookRunner.RunAsync(recorded, session, new RunOptions { AllowErrors = true }, interrupt: TestContext.Current.CancellationToken);
        var page = await PageRun.OfAsync(Notebook.Load(path), $"notebooks/{Path.GetFileName(path)}", cell => runsAll || !cell.HasTag(localOnly));
        var results = (await here.WaitAsync(patience, TestContext.Current.CancellationToken)).Cells.ToDictionary(result => recorded.Cells[result.Index].Id!, result => result.Status);

        var ran = recorded.Cells.Where(cell => cell.Id is { } id && page.ContainsKey(id)).ToList();
        var told = ran.Select(cell => (cell, difference: Difference(number, cell, results[cell.Id!], page[cell.Id!])))
            .Where(each => each.cell.HasTag(localOnly) == each.difference is null)
            .Select(each => $"{each.cell.Id}: {each.difference ?? $"ends and shows the same in a page, and is tagged {localOnly}"}")
            .ToList();
        var live = ran.Count(cell => !cell.HasTag(localOnly));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number}: {live} of {results.Count} cells are live"));
        Assert.True(told.Count == 0, string.Join('\n', told));
    }

    [Fact]
    public void What_shows_something_else_is_a_cell_of_a_chapter()
    {
        var cells = Directory.EnumerateFiles(folder, "*-*.ipynb")
            .SelectMany(path => Notebook.Load(path).Cells.Select(cell => (Path.GetFileName(path)[..2], cell.Id!))).ToHashSet();
        Assert.Subset(cells, OwnWords.Cells.ToHashSet());
    }

    /// <summary>How a cell differs in a page; null if it does not.</summary>
    private static string? Difference(string number, NotebookCell cell, CellStatus here, PageCell page)
    {
        var expected = here is CellStatus.Ok ? "ok" : "error";
        if (page.Status != expected)
        {
            var error = page.Outputs.Where(output => (string?)output["output_type"] == "error").Select(output => $"{output["ename"]}: {output["evalue"]}").LastOrDefault();
            return $"{here} here, and in a page {page.Status}. {error}";
        }

        var (recorded, shown) = (ShownText.Of(cell.Outputs), ShownText.Of(page.Outputs));
        return recorded == shown || OwnWords.Has(number, cell.Id!) ? null : $"shows something else.\n    {ShownText.Difference(recorded, shown)}";
    }
}
