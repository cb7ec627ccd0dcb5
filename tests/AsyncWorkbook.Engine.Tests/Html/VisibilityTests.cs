using System.Text.Json.Nodes;
using static AsyncWorkbook.Engine.Tests.Html.ExportedPage;

namespace AsyncWorkbook.Engine.Tests.Html;

/// <summary>The tags of Jupyter Book, and what JupyterLab has folded.</summary>
public class VisibilityTests
{
    [Theory]
    [InlineData("remove-cell", false, false, 0)]
    [InlineData("remove_cell", false, false, 0)]
    [InlineData("remove-input", false, true, 0)]
    [InlineData("remove-output", true, false, 0)]
    [InlineData("hide-input", true, true, 1)]
    [InlineData("hide_output", true, true, 1)]
    [InlineData("hide-cell", true, true, 1)]
    [InlineData("anything", true, true, 0)]
    public void A_tag_removes_or_folds(string tag, bool code, bool output, int folds)
    {
        var page = Of(Code("1", Stream("2")).Tagged(tag));
        Assert.Equal((code, output, folds), (page.QuerySelector(".code") is not null, page.QuerySelector(".outputs") is not null, page.QuerySelectorAll("details.folded").Length));
    }

    [Theory]
    [InlineData("source_hidden", ".folded > .code")]
    [InlineData("outputs_hidden", ".folded > .outputs")]
    public void What_was_folded_in_JupyterLab_is_folded(string name, string folded)
    {
        var cell = Code("1", Stream("2"));
        cell["metadata"]!["jupyter"] = new JsonObject { [name] = true };
        Assert.NotNull(Assert.Single(Of(cell).QuerySelectorAll(".folded")).ParentElement!.QuerySelector(folded));
    }

    [Fact]
    public void Prose_is_removed_and_folded_alike()
    {
        var page = Of(Markdown("# T"), Markdown("## Gone").Tagged("remove-cell"), Markdown("## Folded").Tagged("hide-cell"));
        Assert.Null(page.GetElementById("gone"));
        Assert.NotNull(page.GetElementById("folded")!.Closest("details"));
    }

    [Fact]
    public void Raw_cells_for_pages_are_shown_and_others_are_not()
    {
        var page = Of(Raw("text/html", "<b>bold</b><script>1</script>"), Raw("text/latex", "\\bold"), Raw("", "plain"));
        Assert.Equal("bold", Assert.Single(page.QuerySelectorAll("main .rich")).TextContent);
        Assert.Empty(page.QuerySelectorAll("main script"));

        static JsonObject Raw(string format, string source) =>
            new() { ["cell_type"] = "raw", ["metadata"] = new JsonObject { ["format"] = format }, ["source"] = source };
    }
}
