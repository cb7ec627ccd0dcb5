using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>What the book says holds with other parameters, too.</summary>
[StartsProcesses]
public sealed class ChapterParameterTests : IDisposable
{
    private readonly Workbook workbook = new();

    /// <summary>The other parameters that a chapter's own metadata name: <c>async_workbook.try</c>, a list of objects.</summary>
    public static TheoryData<string, string> OtherParameters { get; } =
        [.. ChapterTests.Chapters.SelectMany(chapter => Chapter.Read(chapter.Data)["metadata"]!["async_workbook"]?["try"]?.AsArray()
            .Select(set => (chapter.Data, set!.ToJsonString())) ?? [])];

    public void Dispose() => workbook.Dispose();

    [Theory]
    [MemberData(nameof(OtherParameters))]
    public async Task A_chapter_holds_with_other_parameters(string chapter, string parameters)
    {
        var arguments = JsonNode.Parse(parameters)!.AsObject().SelectMany(one => new[] { "-p", $"{one.Key}={one.Value}" });
        var cells = await workbook.RunChapterAsync(chapter, [.. arguments]);
        Assert.DoesNotContain("bug", cells.SelectMany(cell => Chapter.Verdicts(cell!)));
    }
}
