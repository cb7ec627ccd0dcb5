using AsyncWorkbook.Interactive.Tests.RealKernel;

namespace AsyncWorkbook.Interactive.Tests.Chapters;

/// <summary>Every cell of the book ends in the real .NET Interactive as it does here, but for those that the document lists.</summary>
public sealed class ChapterTests(ChapterRuns runs) : IClassFixture<ChapterRuns>
{
    public static TheoryData<string> Chapters { get; } = new(ChapterCell.Chapters);

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task A_chapter_runs_in_the_real_kernel(string chapter)
    {
        Tool.Require();
        PythonKernelSpec.Require();
        var listed = Listed(chapter).ToHashSet();
        var ends = await runs.OfAsync(chapter);

        var unlisted = ends.Where(end => !end.AsTagged && (end.IsLost || !listed.Contains(end.Cell.Id)))
            .Select(end => $"[{end.Cell.Index}] {end.Cell.Id}: {end.Error ?? "ends well, though it is tagged raises-exception"}");
        var needless = ends.Where(end => end.AsTagged && listed.Contains(end.Cell.Id))
            .Select(end => $"[{end.Cell.Index}] {end.Cell.Id}: ends as here, but the document lists it");
        var faults = string.Join('\n', unlisted.Concat(needless));
        Assert.True(faults.Length == 0, $"{chapter} in .NET Interactive:\n{faults}");
    }

    [Fact]
    public void The_document_lists_cells_that_there_are()
    {
        var cells = ChapterCell.Chapters.SelectMany(chapter => ChapterCell.Of(chapter).Select(cell => (Number(chapter), cell.Id))).ToHashSet();
        Assert.Subset(cells, CompatibilityDocument.Table("Cells that end differently").Select(row => (row[0], row[1].Trim('`'))).ToHashSet());
    }

    private static IEnumerable<string> Listed(string chapter) => CompatibilityDocument.Table("Cells that end differently")
        .Where(row => row[0] == Number(chapter))
        .Select(row => row[1].Trim('`'));

    /// <summary>A chapter's number, with which its file name begins.</summary>
    private static string Number(string chapter) => chapter.Split('-')[0];
}
