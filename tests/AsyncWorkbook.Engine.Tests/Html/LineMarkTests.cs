using static AsyncWorkbook.Engine.Tests.Html.ExportedPage;

namespace AsyncWorkbook.Engine.Tests.Html;

/// <summary>Lines that do the same in each language, and what they have in common.</summary>
public class LineMarkTests
{
    private const string legend = "- ① wait for *both*\n- ② start it\n  - **C#**: calling starts it\n  - **Python**: `create_task` does\n\nAnd on.";

    [Fact]
    public void A_comment_with_a_number_in_a_circle_is_a_badge_whose_text_is_still_copied()
    {
        var page = Of(Code("await a; // ① both").In("csharp"), Markdown("x"), Code("await a  # ②\nb = '# ③'").In("python"));
        Assert.Equal(["1", "2"], page.QuerySelectorAll(".mark").Select(mark => mark.GetAttribute("data-mark")));
        Assert.Equal(["await a; // ① both", "await a  # ②\nb = '# ③'"], page.QuerySelectorAll(".source").Select(source => source.TextContent));
        Assert.Equal("// ①", page.QuerySelector(".mark")!.TextContent);
    }

    [Fact]
    public void The_list_behind_a_group_says_above_it_what_its_lines_have_in_common_and_below_a_column_what_they_have_not()
    {
        var page = Of(Code("a // ①").In("csharp"), Code("b // ①").In("javascript"), Code("c # ①").In("python"), Markdown(legend));
        var marks = page.QuerySelector(".marks")!;
        Assert.Equal(["① wait for both", "② start it"], marks.QuerySelectorAll("li").Select(item => item.TextContent.Trim()));
        Assert.Equal(page.QuerySelector(".languages"), marks.NextElementSibling);
        Assert.Equal(["② calling starts it", "", "② create_task does"], page.QuerySelectorAll(".languages > .cell").Select(cell => cell.QuerySelector(".why")?.TextContent.Trim() ?? ""));
        Assert.Equal("And on.", page.QuerySelector(".languages + .prose")!.TextContent.Trim());
    }

    [Theory]
    [InlineData("- ① a\n- b")] // not a list of marks
    [InlineData("Words.\n\n- ① a")] // the text does not begin with it
    [InlineData("1. ① a")] // numbered already
    [InlineData("- ")]
    public void Another_list_is_text(string markdown)
    {
        var page = Of(Code("a").In("csharp"), Code("b").In("javascript"), Code("c").In("python"), Markdown(markdown));
        Assert.Null(page.QuerySelector(".marks"));
        Assert.NotNull(page.QuerySelector(".prose li"));
    }

    [Fact]
    public void A_list_of_marks_elsewhere_is_a_list()
    {
        var page = Of(Code("a").In("csharp"), Markdown(legend));
        Assert.Null(page.QuerySelector(".marks"));
        Assert.Equal(4, page.QuerySelectorAll(".prose li").Length);
    }

    [Fact]
    public void A_mark_takes_no_room()
    {
        var line = new string('x', 48);
        string Layout(string code) => Of(Code(code).In("csharp"), Code("b").In("javascript"), Code("c").In("python")).QuerySelector(".languages")!.ClassName!;
        Assert.Equal("languages beside", Layout($"{line}  // ①"));
        Assert.Equal("languages beside-if-wide", Layout($"{line}x  // ①"));
    }
}
