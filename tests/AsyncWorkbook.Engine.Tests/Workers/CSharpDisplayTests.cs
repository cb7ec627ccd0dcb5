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

    [Theory]
    [InlineData("new[] { 1, 0 }.Select(x => 10 / x)", "DivideByZeroException")]
    [InlineData("display(new[] { 1, 0 }.Select(x => 10 / x));", "DivideByZeroException")]
    [InlineData("new { Lazy = new[] { 1, 0 }.Select(x => 10 / x) }", "DivideByZeroException")]
    [InlineData("new[] { \"a\" }.Select(int.Parse)", "FormatException")] // thrown by no code of the cell's
    [InlineData("new object[] { \"a\" }.Cast<int>()", "InvalidCastException")]
    [InlineData("IEnumerable<object> F() { yield return 1; throw new FormatException(); } F()", "FormatException")]
    [InlineData("class T { public override string ToString() => throw new FormatException(); } new T()", "FormatException")]
    public async Task A_value_that_throws_while_it_is_shown_fails_the_cell(string code, string exception) =>
        Assert.Equal(exception, (await ErrorAsync(code)).Name);

    [Theory]
    [InlineData("var l = new List<object>(); l.Add(l); l.Add(l); l", "[ ... ]")]
    [InlineData("var many = new List<object>(); for (var i = 0; i < 20; i++) many.Add(many); many", "[ ... ]")]
    [InlineData("var d = new Dictionary<string, object>(); d[\"d\"] = d; d", "d: ")]
    [InlineData("class C : IEnumerable<C> { public IEnumerator<C> GetEnumerator() { yield return new C(); } IEnumerator IEnumerable.GetEnumerator() => GetEnumerator(); } new C()", "C")]
    [InlineData("class P { public object Items => new object[] { this, new[] { this } }; } new P()", "P")]
    [InlineData("record R(string Name) { public R Self => this; } new R(\"x\")", "R\n      Name: x\n      Self: R\n        Name: x\n")]
    public async Task A_value_that_contains_itself_is_shown_to_a_depth(string code, string text)
    {
        var data = await BundleAsync(code);

        Assert.Contains(text, (string?)data["text/plain"], StringComparison.Ordinal);
        Assert.InRange(data.ToJsonString().Length, 1, 900_000);
    }

    [Theory]
    [InlineData("new { A = 1, B = new { C = 2 } }", "(anonymous)\n      A: 1\n      B: (anonymous)\n        C: 2")]
    [InlineData("new[] { new { A = 1 } }", "(anonymous)[]\n      - A: 1")]
    [InlineData("new[] { 1 }.Select(x => new { x })", "IEnumerable<(anonymous)>\n      - x: 1")]
    [InlineData("IEnumerable<int> F() { yield return 1; yield return 2; } F()", "[ 1, 2 ]")]
    [InlineData("IEnumerable<object> G() { yield return 1; } G()", "IEnumerable<Object>\n    - 1")]
    [InlineData("new System.Collections.ArrayList { 1 }", "ArrayList\n        - 1")]
    [InlineData("new[,] { { 1, 20 }, { 300, 4 } }", "0    1\n1    20\n300  4")]
    [InlineData("var t = new System.Data.DataTable(); t.Columns.Add(\"Name\"); t.Columns.Add(\"Age\"); t.Rows.Add(\"Ann\", null); t", "Name  Age\nAnn   <null>")]
    public async Task A_value_whose_type_has_no_name_or_that_is_a_table_is_readable_as_text(string code, string text) =>
        Assert.Equal(text, (string?)(await BundleAsync(code))["text/plain"]);

    [Theory]
    [InlineData("new[,] { { 1, 2 } }")]
    [InlineData("var t = new System.Data.DataTable(); t.Columns.Add(\"Name\"); t.Rows.Add(\"Ann\"); t")]
    public async Task A_table_is_a_table_in_html(string code) =>
        Assert.StartsWith("<table><thead>", (string?)(await BundleAsync(code))["text/html"], StringComparison.Ordinal);

    [Fact]
    public async Task The_depth_to_which_values_are_shown_is_what_a_cell_sets()
    {
        const string Nested = "new { A = new { B = new { C = 1 } } }";
        await OkAsync("using Microsoft.DotNet.Interactive.Formatting; Formatter.RecursionLimit = 1;");
        var shallow = (string?)(await BundleAsync(Nested))["text/plain"];
        await OkAsync("Formatter.ResetToDefault();");
        var deep = (string?)(await BundleAsync(Nested))["text/plain"];

        Assert.Equal("(anonymous)\n      A: { B = { C = 1 } }", shallow);
        Assert.Equal("(anonymous)\n      A: (anonymous)\n        B: (anonymous)\n          C: 1", deep);
    }
}
