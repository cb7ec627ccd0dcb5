using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>The book proves itself: every chapter has run, no verdict is a bug, every quiz has exactly one right choice, and it is marked.</summary>
public class BookTests(ExportedSites sites)
{
    public static TheoryData<string> Chapters { get; } = [.. ExportedSites.Pages
        .Select(page => page.Data)
        .Where(page => page is (ExportedSites.Book, not "index.html"))
        .Select(page => Path.GetFileNameWithoutExtension(page.Item2))];

    [Theory, MemberData(nameof(Chapters))]
    public async Task A_chapter_runs_without_a_bug(string chapter)
    {
        using var page = await new HtmlParser().ParseDocumentAsync(await File.ReadAllTextAsync(sites.Address(ExportedSites.Book, $"{chapter}.html").LocalPath));
        Assert.DoesNotContain("bug", page.QuerySelectorAll("[data-verdict]").Select(table => table.GetAttribute("data-verdict")));

        var quizzes = page.QuerySelectorAll(".quiz");
        Assert.Equal(Quizzes(chapter), quizzes.Length);
        Assert.All(quizzes, quiz =>
        {
            var answer = Words(quiz.QuerySelector(".outputs")!.TextContent);
            var choices = quiz.QuerySelectorAll(".choices label").Select(choice =>
                (Says: Words(choice.QuerySelector("code")!.TextContent), Marked: choice.QuerySelector("[data-right]") is not null)).ToList();
            Assert.True(choices.Count(choice => choice.Says == answer) == 1, $"{quiz.Id}: not one choice says \"{answer}\"");
            Assert.All(choices, choice => Assert.Equal(choice.Says == answer, choice.Marked));
        });
    }

    /// <summary>The quizzes that a chapter has: a Markdown cell that asks and the code cell after it that answers, both tagged.</summary>
    private static int Quizzes(string chapter)
    {
        var cells = Notebook.Load(Repository.PathOf("notebooks", $"{chapter}.ipynb")).Cells;
        Assert.All(cells.Index().Where(cell => cell.Item.HasTag("quiz") && cell.Item.Kind == CellKind.Code), cell =>
            Assert.True(cell.Index > 0 && cells[cell.Index - 1].HasTag("quiz"), $"the quiz {cell.Item.Id} has no question before it"));
        return cells.Count(cell => cell.HasTag("quiz") && cell.Kind == CellKind.Code);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
