using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Tests;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>Every chapter of the book runs from top to bottom, and no verdict is a bug.</summary>
public sealed class ChapterTests : IDisposable
{
    private readonly Workbook workbook = new();

    public static TheoryData<string> Chapters { get; } =
        [.. Directory.GetFiles(Path.Combine(Built.Repository, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal).Select(Path.GetFileName).OfType<string>()];

    public void Dispose() => workbook.Dispose();

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task A_chapter_runs(string chapter)
    {
        var ended = await workbook.RunAsync("run", Path.Combine(Built.Repository, "notebooks", chapter), "--out", ".");
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
        var text = string.Concat(workbook.Outputs(chapter).Select(Workbook.Plain));
        Assert.NotEmpty(text);
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public void A_chapter_is_committed_without_outputs(string chapter)
    {
        var notebook = JsonNode.Parse(File.ReadAllText(Path.Combine(Built.Repository, "notebooks", chapter)))!;
        foreach (var cell in notebook["cells"]!.AsArray().Where(cell => (string?)cell!["cell_type"] == "code"))
        {
            Assert.Empty(cell!["outputs"]!.AsArray());
            Assert.Null(cell["execution_count"]);
        }
    }
}
