using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>
/// The book proves itself: every chapter runs, no verdict is a bug, every quiz has exactly
/// one right choice.
/// </summary>
public sealed class ChapterTests : IDisposable
{
    private readonly Workbook workbook = new();

    public static TheoryData<string> Chapters { get; } =
        [.. Directory.GetFiles(Chapter.Folder, "*.ipynb").Order(StringComparer.Ordinal).Select(Path.GetFileName).OfType<string>()];

    public void Dispose() => workbook.Dispose();

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task A_chapter_runs_without_a_bug(string chapter)
    {
        var cells = await workbook.RunChapterAsync(chapter);
        Assert.DoesNotContain("bug", cells.SelectMany(cell => Chapter.Verdicts(cell!)));
        Assert.All(Quizzes(cells), quiz => Assert.True(quiz.Right == 1, $"{quiz.Id}: {quiz.Right} choices say \"{quiz.Answer}\""));
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
