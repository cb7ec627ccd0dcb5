namespace AsyncWorkbook.Cli.Tests;

/// <summary>The chapters as they are committed.</summary>
public sealed class ChapterTests
{
    public static TheoryData<string> Chapters { get; } =
        [.. Directory.GetFiles(Chapter.Folder, "*.ipynb").Order(StringComparer.Ordinal).Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Chapters))]
    public void A_chapter_is_committed_without_outputs(string chapter)
    {
        foreach (var cell in Chapter.Read(chapter)["cells"]!.AsArray().Where(cell => (string?)cell!["cell_type"] == "code"))
        {
            Assert.Empty(cell!["outputs"]!.AsArray());
            Assert.Null(cell["execution_count"]);
        }
    }
}
