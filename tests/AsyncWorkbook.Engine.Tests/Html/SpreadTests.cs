using static AsyncWorkbook.Engine.Tests.Html.ExportedPage;

namespace AsyncWorkbook.Engine.Tests.Html;

/// <summary>What stands beside each other where there is room.</summary>
public class SpreadTests
{
    private static readonly string words = string.Join(' ', Enumerable.Repeat("word", 60));
    private static readonly string code = string.Join('\n', Enumerable.Repeat("x();", 12));

    private static IReadOnlyList<string> Shape(params System.Text.Json.Nodes.JsonObject[] cells) =>
        [.. Of([Markdown("# T"), .. cells]).QuerySelectorAll(".spread").Select(spread => string.Join(' ', spread.Children.Select(part => part.LocalName == "div" ? string.Concat(part.Children.Select(_ => "C")) : "T")))];

    [Fact]
    public void A_text_stands_beside_the_code_behind_it() => Assert.Equal(["T C"], Shape(Markdown(words), Code(code)));

    [Fact]
    public void What_is_said_afterwards_goes_on_beside_long_code() =>
        Assert.Equal(["T C T"], Shape(Markdown(words), Code($"{code}\n{code}"), Markdown(words), Markdown("## Else")));

    [Fact]
    public void What_begins_a_section_does_not() =>
        Assert.Equal(["T C"], Shape(Markdown(words), Code($"{code}\n{code}"), Markdown($"## Else\n\n{words}")));

    [Fact]
    public void What_is_said_after_a_quiz_is_not_read_before_it_is_answered()
    {
        var quiz = Markdown($"{words}\n\n- `1`\n- `2`").Tagged("quiz");
        Assert.Equal(["T C"], Shape(quiz, Code($"{code}\n{code}", Stream("1")).Tagged("quiz"), Markdown(words), Markdown("## Else")));
    }

    [Fact]
    public void A_long_text_stands_beside_more_than_one_cell() =>
        Assert.Equal(["T CC"], Shape(Markdown($"{words}\n\n{words}"), Code("x()"), Code(code)));

    [Fact]
    public void What_is_said_of_a_cell_stands_beside_it_unless_it_leads_to_the_next()
    {
        Assert.Equal(["C T"], Shape(Code(code), Markdown(words), Markdown("## Else")));
        Assert.Equal(["C T"], Shape(Code($"{code}\n{code}"), Markdown($"{words} {words}"), Code("x()")));
        Assert.Equal(["T C"], Shape(Code(code), Markdown(words), Code($"{code}\n{code}")));
        Assert.Empty(Shape(Code(code), Markdown($"## Else\n\n{words}")));
    }

    [Fact]
    public void A_chart_stands_beside_its_text()
    {
        var chart = Code(code, Display(("application/vnd.plotly.v1+json", new System.Text.Json.Nodes.JsonObject { ["data"] = new System.Text.Json.Nodes.JsonArray() }))).Tagged("chart");
        Assert.Equal(["T C"], Shape(Markdown(words), chart));
        Assert.Equal(["T C T"], Shape(Markdown(words), (System.Text.Json.Nodes.JsonObject)chart.DeepClone(), Markdown(words)));
    }

    [Fact]
    public void A_table_is_read_in_the_narrow_column_if_one_of_its_columns_may_break_its_lines()
    {
        Assert.Equal(["T C"], Shape(Markdown($"{words}\n\n| a | b |\n|---|---|\n| 1 | {words} |"), Code(code)));
        Assert.Empty(Shape(Markdown($"{words}\n\n| a | b |\n|---|---|\n| {words} | {words} |"), Code(code)));
    }

    [Fact]
    public void A_few_words_win_nothing() => Assert.Empty(Shape(Markdown("Look."), Code(code)));

    [Fact]
    public void What_needs_the_width_has_it()
    {
        Assert.Empty(Shape(Markdown(words), Code($"{code}\n{new string('x', 81)}")));
        Assert.Empty(Shape(Markdown(words), Code(code, Display(("text/html", "<table><tr><td>1</td></tr></table>"), ("text/plain", "1")))));
        Assert.Empty(Shape(Markdown(words), Code(code).Tagged("hide-input")));
    }

    [Fact]
    public void Set_up_and_parameters_stand_beside_the_text_before_them() =>
        Assert.Equal(["T CC"], Shape(Markdown("## Set-up\n\nAs ever."), Code("x = 1").Tagged("parameters"), Code("y").Tagged("set-up")));

    [Fact]
    public void Two_sections_of_words_stand_beside_each_other()
    {
        Assert.Equal(["T T"], Shape(Markdown($"## Try it\n\n{words}"), Markdown($"## Recap\n\n{words}")));
        Assert.Empty(Shape(Markdown($"## Try it\n\n{words}"), Markdown($"## Recap\n\n{string.Join("\n\n", Enumerable.Repeat(words, 9))}")));
    }

    [Fact]
    public void Read_from_top_to_bottom_the_order_is_that_of_the_notebook()
    {
        var page = Of(Markdown("# T"), Markdown($"one {words}"), Code($"two();\n{code}\n{code}"), Markdown($"three {words}"));
        var text = page.QuerySelector(".spread")!.TextContent;
        Assert.True(text.IndexOf("one", StringComparison.Ordinal) < text.IndexOf("two", StringComparison.Ordinal) && text.IndexOf("two", StringComparison.Ordinal) < text.IndexOf("three", StringComparison.Ordinal));
    }
}
