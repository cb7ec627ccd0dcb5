using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>
/// The book proves itself: every chapter runs, no verdict is a bug, also with other parameters, every quiz has exactly
/// one right choice.
/// </summary>
public sealed class ChapterTests : IDisposable
{
    private readonly Workbook workbook = new();

    public static TheoryData<string> Chapters { get; } =
        [.. Directory.GetFiles(Chapter.Folder, "*.ipynb").Order(StringComparer.Ordinal).Select(Path.GetFileName).OfType<string>()];

    /// <summary>The other parameters that a chapter's own metadata name: <c>async_workbook.try</c>, a list of objects.</summary>
    public static TheoryData<string, string> OtherParameters { get; } =
        [.. Chapters.SelectMany(chapter => Chapter.Read(chapter.Data)["metadata"]!["async_workbook"]?["try"]?.AsArray()
            .Select(set => (chapter.Data, set!.ToJsonString())) ?? [])];

    public void Dispose() => workbook.Dispose();

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task A_chapter_runs_without_a_bug(string chapter)
    {
        var cells = await RunAsync(Path.Combine(Chapter.Folder, chapter));
        Assert.DoesNotContain("bug", cells.SelectMany(cell => Chapter.Verdicts(cell!)));
        Assert.All(Quizzes(cells), quiz => Assert.True(quiz.Right == 1, $"{quiz.Id}: {quiz.Right} choices say \"{quiz.Answer}\""));
    }

    [Theory]
    [MemberData(nameof(OtherParameters))]
    public async Task A_chapter_holds_with_other_parameters(string chapter, string parameters)
    {
        var arguments = JsonNode.Parse(parameters)!.AsObject().SelectMany(one => new[] { "-p", $"{one.Key}={one.Value}" });
        var cells = await RunAsync(Path.Combine(Chapter.Folder, chapter), [.. arguments]);
        Assert.DoesNotContain("bug", cells.SelectMany(cell => Chapter.Verdicts(cell!)));
    }

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

    private async Task<JsonArray> RunAsync(string path, params string[] arguments)
    {
        var ended = await workbook.RunAsync(["run", path, "--out", "out", .. arguments]);
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
        return JsonNode.Parse(workbook.Read(Path.Combine("out", Path.GetFileName(path))))!["cells"]!.AsArray();
    }

    /// <summary>
    /// A quiz is a Markdown cell with the choices as a list of code spans, tagged <c>quiz</c>, and the code cell after it,
    /// tagged so, too: what it shows is the answer.
    /// </summary>
    private static IEnumerable<(string? Id, string Answer, int Right)> Quizzes(JsonArray cells)
    {
        for (var i = 1; i < cells.Count; i++)
        {
            if ((string?)cells[i]!["cell_type"] == "code" && IsQuiz(cells[i]!))
            {
                Assert.True(IsQuiz(cells[i - 1]!), $"the quiz {cells[i]!["id"]} has no question before it");
                var answer = Words(Workbook.Plain(cells[i]!["outputs"]!.AsArray()));
                var choices = Chapter.Text(cells[i - 1]!["source"]).Split('\n')
                    .Where(line => line.TrimStart().StartsWith("- `", StringComparison.Ordinal))
                    .Select(line => Words(line.Split('`')[1]));
                yield return ((string?)cells[i]!["id"], answer, choices.Count(choice => choice == answer));
            }
        }
    }

    private static bool IsQuiz(JsonNode cell) =>
        cell["metadata"]?["tags"]?.AsArray().Any(tag => (string?)tag == "quiz") ?? false;

    private static string Words(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
