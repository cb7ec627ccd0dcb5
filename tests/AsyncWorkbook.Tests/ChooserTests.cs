using Microsoft.DotNet.Interactive.Formatting;

namespace AsyncWorkbook.Tests;

/// <summary>Questions whose answers lead to a row.</summary>
public class ChooserTests
{
    private const string mime = "application/vnd.async-workbook.chooser+json";

    private static readonly string[] questions = ["Why?", "How many?"];
    private static readonly string[] results = ["take"];

    public ChooserTests()
    {
        Formatters.Register();
    }

    [Fact]
    public void Pages_ask_and_other_hosts_show_the_table()
    {
        var chooser = Chooser.Of("Which tool?", "Ask.", questions, results, ["waits", "many", "async"], ["computes", "", "<processors>"]);
        Assert.Equal(["text/html", "text/plain", mime], Formatter.GetPreferredMimeTypesFor(typeof(Chooser)));
        Assert.Equal(
            """
            {"title":"Which tool?","caption":"Ask.","questions":["Why?","How many?"],"results":["take"],"rows":[{"answers":["waits","many"],"results":["async"]},{"answers":["computes",""],"results":["<processors>"]}]}
            """,
            chooser.ToDisplayString(mime));
        Assert.Contains("<td>either</td><td>&lt;processors&gt;</td>", chooser.ToDisplayString("text/html"), StringComparison.Ordinal);
        Assert.Contains("computes  either     <processors>", chooser.ToDisplayString("text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_without_an_entry_for_each_heading_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => Chooser.Of("", "", questions, results, ["waits", "async"]));
        Assert.Contains("\"waits, async\" has 2 entries; it needs 3.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Chooser.Of("", "", questions, results));
    }
}
