using static AsyncWorkbook.Engine.Tests.Html.ExportedPage;

namespace AsyncWorkbook.Engine.Tests.Html;

/// <summary>Cells that stand together.</summary>
public class CellGroupTests
{
    [Fact]
    public void The_same_in_three_languages_stands_together()
    {
        var page = Of(Markdown("# T"), Code("a").In("csharp"), Code("#!javascript\n\nb").In("javascript"), Code("c").In("python"), Code("d").In("csharp"));
        Assert.Equal(["csharp", "javascript", "python"], page.QuerySelectorAll(".languages > .cell").Select(cell => cell.GetAttribute("data-language")));
        Assert.Equal(4, page.QuerySelectorAll(".cell").Length);
    }

    [Fact]
    public void Prose_between_cells_parts_them() =>
        Assert.Null(Of(Code("a"), Markdown("x"), Code("b").In("python")).QuerySelector(".languages"));

    [Fact]
    public void A_cell_that_looks_at_the_one_before_it_does_not_stand_beside_it()
    {
        var picture = Display(("text/html", "<table><tr><td>1</td></tr></table>"));
        Assert.Null(Of(Code("a").In("python"), Code("b", picture)).QuerySelector(".languages"));
        Assert.NotNull(Of(Code("a").In("python"), Code("b", Stream("1"))).QuerySelector(".languages"));
    }

    [Fact]
    public void A_chart_has_the_whole_width()
    {
        var chart = Display(("application/vnd.plotly.v1+json", new System.Text.Json.Nodes.JsonObject()));
        Assert.Null(Of(Code("a").In("javascript"), Code("b").In("python"), Code("c", chart)).QuerySelector(".languages .plot"));
    }

    [Theory]
    [InlineData("quiz")]
    [InlineData("parameters")]
    [InlineData("hide-input")]
    [InlineData("chart")]
    public void A_cell_with_a_part_of_its_own_stands_alone(string tag) =>
        Assert.Null(Of(Code("a").Tagged(tag), Code("b").In("python")).QuerySelector(".languages"));

    [Theory]
    [InlineData(48, "beside")]
    [InlineData(49, "beside-if-wide")]
    [InlineData(62, "beside-if-wide")]
    [InlineData(63, "behind-tabs")]
    public void The_longest_line_decides_how_much_room_they_need(int length, string how)
    {
        var code = $"#!set --name {new string('n', 80)} --value @csharp:x\n{new string('x', length)}";
        Assert.Contains(how, Of(Code("a"), Code(code).In("python")).QuerySelector(".languages")!.ClassList);
    }

    [Fact]
    public void Cells_that_prepare_others_are_behind_one_line()
    {
        var page = Of(Code("#!connect jupyter --kernel-name python"), Code("x = 1").In("python").Tagged("set-up"), Code("y"));
        var setUp = page.QuerySelector("details.set-up")!;
        Assert.False(setUp.HasAttribute("open"));
        Assert.Equal("Set-up: 2 cells in C# and Python", setUp.QuerySelector("summary")!.TextContent);
        Assert.Equal(2, setUp.QuerySelectorAll(".cell").Length);
    }

    [Fact]
    public void What_has_failed_is_not_folded_away() =>
        Assert.True(Of(Code("#!import x.dib", Error("Exception", "no"))).QuerySelector("details.set-up")!.HasAttribute("open"));

    [Fact]
    public void The_line_that_selects_a_language_is_said_by_the_label_and_still_copied()
    {
        var source = Of(Code("#!python\n\nx = 1")).QuerySelector(".source")!;
        Assert.Equal("#!python\n\nx = 1", source.TextContent);
        Assert.Equal("#!python\n\n", source.QuerySelector("[hidden]")!.TextContent);
    }

    [Fact]
    public void Directives_are_behind_a_line_that_says_what_they_bring()
    {
        const string code = "#!set --name limit --value @python:most\n#r \"nuget:Humanizer, 2.1\"\n\nlimit";
        var page = Of(Code(code));
        var plumbing = page.QuerySelector("details.plumbing")!;
        Assert.Equal("With limit from Python, the package Humanizer", plumbing.QuerySelector("summary")!.TextContent);
        Assert.Equal(code, string.Concat(page.QuerySelectorAll(".source").Select(source => source.TextContent)));
        Assert.Equal("limit", page.QuerySelectorAll(".source")[1].TextContent);
    }

    [Fact]
    public void Parameters_are_seen_at_a_glance()
    {
        var page = Of(Code("var boards = 24;     // opponents\nvar name = \"x\";\n").Tagged("parameters"));
        Assert.Equal(["boards 24 opponents", "name \"x\""], page.QuerySelectorAll(".parameters li").Select(chip => chip.TextContent));
        Assert.NotNull(page.QuerySelector("details:not([open]) .source"));
    }

    [Fact]
    public void Parameters_without_a_value_are_shown_as_code() =>
        Assert.NotNull(Of(Code("Ask();").Tagged("parameters")).QuerySelector(".cell > .code"));

    [Fact]
    public void How_a_chart_is_drawn_is_there_to_unfold()
    {
        var page = Of(Code("Draw()", Stream("seen")).Tagged("chart"));
        Assert.Equal("How this is drawn", page.QuerySelector("details:not([open]) > summary")!.TextContent);
        Assert.Null(page.QuerySelector("details .stream"));
    }
}
