using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using static AsyncWorkbook.Engine.Tests.Html.ExportedPage;

namespace AsyncWorkbook.Engine.Tests.Html;

public class QuizTests
{
    private const string question = "In what order?\n\n- `a b c`\n- `b a c`, surely\n- `c < b`\n\nTake your time.";

    [Theory]
    [InlineData("a b c")]
    [InlineData("a\nb\nc\n")]
    [InlineData("  b a\t c\r\n")]
    [InlineData("c < b")]
    public void The_choice_that_the_cell_has_printed_is_right(string printed)
    {
        var page = Quiz(question, Stream(printed));
        Assert.Equal(string.Join(' ', printed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Right(page));
    }

    [Fact]
    public void Whatever_a_cell_puts_out_is_its_answer()
    {
        Assert.Equal("a b c", Right(Quiz(question, Stream("a "), Stream("b "), Display(("text/plain", "c")))));
        Assert.Equal("KeyError: 'x'", Right(Quiz("- `done`\n- `KeyError: 'x'`", Error("KeyError", "'x'"))));
    }

    [Fact]
    public void The_choices_stand_between_the_code_and_its_outputs()
    {
        var page = Quiz(question, Stream("a b c"));
        Assert.Equal(["code", "choices", "solution"], page.QuerySelector(".quiz")!.Children.Select(child => child.ClassName));
        Assert.Equal(["a b c", "b a c, surely", "c < b"], page.QuerySelectorAll(".choices label").Select(label => label.TextContent));
        Assert.Equal("In what order? Take your time.", string.Join(' ', page.QuerySelectorAll(".prose p").Select(p => p.TextContent)));
        Assert.Empty(page.QuerySelectorAll(".prose li"));
    }

    [Fact]
    public void Each_quiz_has_its_own_radio_buttons_of_which_none_is_chosen()
    {
        var cells = Cells(question, Stream("a b c")).Concat(Cells(question, Stream("b a c"))).ToArray();
        var radios = Of(cells).QuerySelectorAll<IHtmlInputElement>(".choices input").ToList();
        Assert.Equal([3, 3], radios.GroupBy(radio => radio.Name).Select(group => group.Count()));
        Assert.DoesNotContain(radios, radio => radio.IsChecked);
    }

    [Fact]
    public void Outputs_of_a_quiz_are_not_folded_twice()
    {
        var cells = Cells(question, Stream("a b c"));
        cells[1]["metadata"]!["tags"] = new JsonArray("quiz", "hide-output");
        Assert.Equal("solution", Assert.Single(Of(cells).QuerySelectorAll("details")).ClassName);
    }

    [Theory]
    [InlineData("it has not run", question, null)]
    [InlineData("no choice says so", question, "c b a")]
    [InlineData("two choices say so", "- `a b`\n- `a  b`\n- `b`", "a b")]
    [InlineData("an item is no choice", "- `a`\n- or b", "a")]
    [InlineData("a choice is longer than a line", "- `a`\n\n  More.\n- `b`", "a")]
    [InlineData("there are two lists", "- `a`\n- `b`\n\nOr:\n\n* `c`\n* `d`", "a")]
    [InlineData("there is no list", "Is it `a`?", "a")]
    public void Without_one_right_choice_it_is_prose_and_code(string why, string markdown, string? printed)
    {
        var cells = Cells(markdown, printed is null ? [] : [Stream(printed)]);
        var plain = Cells(markdown, printed is null ? [] : [Stream(printed)]);
        plain[0]["metadata"] = new JsonObject();
        plain[1]["metadata"] = new JsonObject();
        Assert.True(Text(plain) == Text(cells), why);
    }

    [Fact]
    public void Both_cells_have_to_be_tagged_and_to_follow_each_other()
    {
        var answer = Code("x", Stream("a b c")).Tagged("quiz");
        Assert.Null(Of(Markdown(question).Tagged("quiz")).QuerySelector(".quiz"));
        Assert.Null(Of(Markdown(question), answer.DeepClone().AsObject()).QuerySelector(".quiz"));
        Assert.Null(Of(Markdown(question).Tagged("quiz"), Code("x", Stream("a b c"))).QuerySelector(".quiz"));
        Assert.Null(Of(Markdown(question).Tagged("quiz"), Markdown("So?"), answer).QuerySelector(".quiz"));
    }

    private static JsonObject[] Cells(string markdown, params JsonObject[] outputs) =>
        [Markdown(markdown).Tagged("quiz"), Code("show()", outputs).Tagged("quiz")];

    private static IHtmlDocument Quiz(string markdown, params JsonObject[] outputs) => Of(Cells(markdown, outputs));

    private static string Right(IDocument page) =>
        Assert.Single(page.QuerySelectorAll(".choices input[data-right]")).ParentElement!.QuerySelector("code")!.TextContent;
}
