using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>
/// The chapters where JavaScript is a browser's, as in Polyglot Notebooks: Node's modules are not there. What needs them fails,
/// and everything else goes on and says what was not run.
/// </summary>
[StartsProcesses]
public sealed class NodeOnlyTests : IDisposable
{
    private readonly Workbook workbook = new();

    /// <summary>The chapters with JavaScript cells that need Node.</summary>
    public static TheoryData<string> Chapters { get; } =
        [.. ChapterTests.Chapters.Where(chapter => Cells(Chapter.Read(chapter.Data)).Any(cell => IsNodeOnly(cell) && ImportsNode(cell))).Select(chapter => chapter.Data)];

    public void Dispose() => workbook.Dispose();

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task A_chapter_goes_on_without_Node(string chapter)
    {
        var notebook = Chapter.Read(chapter);
        foreach (var cell in Cells(notebook).Where(cell => IsNodeOnly(cell) && !IsProgram(cell)))
        {
            cell["source"] = Chapter.Text(cell["source"]).Replace("import('node:", "import('no-node:", StringComparison.Ordinal);
        }

        var path = Path.Combine("book", "notebooks", chapter);
        workbook.WriteChapter(path, notebook);
        var ended = await workbook.RunAsync("run", path, "--in-place", "--allow-errors");
        Assert.True(ended.ExitCode is 0 or 1, ended.Stdout + ended.Stderr);

        var cells = Cells(JsonNode.Parse(workbook.Read(path))!).ToList();
        Assert.Contains(cells, cell => IsNodeOnly(cell) && Fails(cell));
        Assert.Empty(cells.Where(cell => Fails(cell) && !IsNodeOnly(cell) && !HasTag(cell, "raises-exception")).Select(cell => (string?)cell["id"]));

        var verdicts = cells.SelectMany(cell => Chapter.Verdicts(cell)).ToList();
        Assert.DoesNotContain("bug", verdicts);
        Assert.Contains("not run", verdicts);
    }

    private static IEnumerable<JsonNode> Cells(JsonNode notebook) => notebook["cells"]!.AsArray().OfType<JsonNode>();

    private static bool IsNodeOnly(JsonNode cell) =>
        HasTag(cell, "local-only") && Chapter.Text(cell["source"]).StartsWith("#!javascript", StringComparison.Ordinal);

    /// <summary>Whether a chapter runs the cell's text as a program of Node's, too, which has its modules everywhere.</summary>
    private static bool IsProgram(JsonNode cell) =>
        (string?)cell["id"] is { } id && (id.EndsWith("-broken-javascript", StringComparison.Ordinal) || id.EndsWith("-mended-javascript", StringComparison.Ordinal));

    private static bool ImportsNode(JsonNode cell) => Chapter.Text(cell["source"]).Contains("import('node:", StringComparison.Ordinal);

    private static bool HasTag(JsonNode cell, string tag) => cell["metadata"]!["tags"]?.AsArray().Any(one => (string?)one == tag) == true;

    private static bool Fails(JsonNode cell) => cell["outputs"]?.AsArray().Any(output => (string?)output!["output_type"] == "error") == true;
}
