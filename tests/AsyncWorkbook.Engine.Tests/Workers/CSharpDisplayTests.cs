using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>How C# values are shown.</summary>
[StartsProcesses]
public sealed class CSharpDisplayTests(CSharpCells.Notebook notebook) : CSharpCells(notebook)
{
    [Fact]
    public async Task A_text_is_plain_and_other_values_are_html_too()
    {
        Assert.Equal(["text/plain"], (await BundleAsync("\"<b>\"")).Select(form => form.Key));

        var record = await BundleAsync("record P(string Name, int Age); new P(\"Ann\", 3)");
        Assert.Contains("dni-treeview", (string?)record["text/html"], StringComparison.Ordinal);
        Assert.DoesNotContain("<style>", (string?)record["text/html"], StringComparison.Ordinal);
        Assert.Contains("Name: Ann", (string?)record["text/plain"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("try { throw new FormatException(\"bad\"); } catch (Exception e) { return e; }", "System.FormatException: bad")]
    [InlineData("(Func<int>)(() => 1)", "Func<Int32>")]
    [InlineData("Task.FromResult(3)", "Task<Int32>: RanToCompletion, 3")]
    [InlineData("async Task<int> F() { await Task.Yield(); return 3; } var t = F(); await t; t", "Task<Int32>: RanToCompletion, 3")]
    [InlineData("Task.CompletedTask", "Task: RanToCompletion")]
    [InlineData("Task.FromException(new FormatException(\"bad\"))", "Task: Faulted, FormatException: bad")]
    [InlineData("new System.Threading.SemaphoreSlim(2)", "SemaphoreSlim: 2 free")]
    [InlineData("System.Text.Json.Nodes.JsonNode.Parse(\"[1]\")", "[1]")]
    [InlineData("new System.Net.Http.HttpClient()", "HttpClient")]
    public async Task Values_of_the_runtime_are_shown_in_brief(string code, string text)
    {
        var data = await BundleAsync(code);

        Assert.StartsWith(text, (string?)data["text/plain"], StringComparison.Ordinal);
        Assert.InRange(((string?)data["text/html"])!.Length, 1, 500);
    }

    [Fact]
    public async Task Display_shows_at_once_and_updates_in_place_also_from_a_later_cell()
    {
        var shown = await OkAsync("var d = display(\"one\"); Console.Write(\"between\"); d.Update(2);");
        var later = await OkAsync("d.Update(\"three\");");

        var display = Assert.IsType<DisplayOutput>(shown.Outputs[0]);
        Assert.Equal("one", (string?)display.Data["text/plain"]);
        Assert.IsType<StreamOutput>(shown.Outputs[1]);
        var update = Assert.IsType<UpdateOutput>(shown.Outputs[2]);
        Assert.Equal("2", (string?)update.Data["text/plain"]);
        Assert.Equal(display.DisplayId, update.DisplayId);
        Assert.Equal(display.DisplayId, Assert.IsType<UpdateOutput>(Assert.Single(later.Outputs)).DisplayId);
    }

    [Fact]
    public async Task The_display_family_has_the_names_of_dotnet_interactive()
    {
        var shown = await OkAsync("""
            using Microsoft.DotNet.Interactive;
            using Microsoft.DotNet.Interactive.Formatting;
            DisplayedValue shown = 7.Display();
            "<b>x</b>".DisplayAs("text/html");
            display(HTML("<i>y</i>"));
            display(8, "text/plain");
            CSS("p {}");
            Javascript("run()");
            Kernel.display(9);
            """);

        Assert.Equal(
            ["7", "<b>x</b>", "<i>y</i>", "8", "p {}", "run()", "9"],
            shown.Outputs.Cast<DisplayOutput>().Select(display => (string?)display.Data["text/plain"]));
        Assert.Equal(
            ["<b>x</b>", "<i>y</i>", null, "<style>p {}</style>", "<script type=\"text/javascript\">run()</script>"],
            shown.Outputs.Cast<DisplayOutput>().Skip(1).Take(5).Select(display => (string?)display.Data["text/html"]));
    }

    [Fact]
    public async Task A_table_has_a_column_for_each_property()
    {
        var shown = await OkAsync("new[] { new { Name = \"Ann\", Age = 3 }, new { Name = \"Bo\", Age = 12 } }.DisplayTable();");

        var display = Assert.IsType<DisplayOutput>(Assert.Single(shown.Outputs));
        Assert.Equal("Name  Age\nAnn   3\nBo    12", (string?)display.Data["text/plain"]);
        Assert.Contains("<table>", (string?)display.Data["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_that_a_cell_registers_are_all_in_one_bundle_and_json_is_json()
    {
        var data = await BundleAsync("""
            using System.IO;
            using Microsoft.DotNet.Interactive.Formatting;
            class Chart { }
            Formatter.Register<Chart>((Chart c, TextWriter w) => w.Write("{\"data\":[1]}"), "application/vnd.plotly.v1+json");
            Formatter.Register<Chart>((Chart c, TextWriter w) => w.Write("a chart"), "text/plain");
            Formatter.SetPreferredMimeTypesFor(typeof(Chart), "application/vnd.plotly.v1+json");
            new Chart()
            """);

        Assert.Equal(["application/vnd.plotly.v1+json", "text/html", "text/plain"], data.Select(form => form.Key).Order());
        Assert.Equal("""{"data":[1]}""", data["application/vnd.plotly.v1+json"]!.ToJsonString());
        Assert.Equal("a chart", (string?)data["text/plain"]);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("int.MinValue")]
    [InlineData("long.MaxValue")]
    [InlineData("1.5e300")]
    [InlineData("double.NaN")]
    [InlineData("true")]
    public async Task Simple_values_have_the_html_of_formatting(string code)
    {
        var formatting = await OkAsync($"using Microsoft.DotNet.Interactive.Formatting; Console.Write(({code}).ToDisplayString(\"text/html\"));");

        Assert.Equal(
            Assert.IsType<StreamOutput>(Assert.Single(formatting.Outputs)).Text.Split("<style>")[0],
            (string?)(await BundleAsync(code))["text/html"]);
    }

    [Theory]
    [InlineData("int")]
    [InlineData("IFormattable")]
    [InlineData("object")]
    public async Task A_formatter_that_a_cell_registers_is_used_for_simple_values_too(string type)
    {
        var data = await BundleAsync($"""
            using Microsoft.DotNet.Interactive.Formatting;
            Formatter.Register<{type}>(value => "mine", "text/html");
            1
            """);
        await OkAsync("Microsoft.DotNet.Interactive.Formatting.Formatter.ResetToDefault();"); // the other tests' cells run here, too

        Assert.Equal("mine", (string?)data["text/html"]);
    }

    [Fact]
    public async Task A_form_that_does_not_exist_is_an_error_that_names_it()
    {
        var error = await ErrorAsync("display(1, \"application/x-none\");");

        Assert.Contains("application/x-none", error.Value, StringComparison.Ordinal);
    }
}
