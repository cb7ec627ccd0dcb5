using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What public C# notebooks do. <c>docs/polyglot-compatibility.md</c> lists what does not work, and is checked here.</summary>
[StartsProcesses]
public sealed class CSharpNotebookTests(CSharpCells.Notebook notebook) : CSharpCells(notebook)
{
    [Theory]
    [InlineData("record Person(string Name) { public string Loud => Name.ToUpper(); } new Person(\"ann\").Loud", "ANN")]
    [InlineData("readonly record struct Pt(int X, int Y); (new Pt(1, 2) with { X = 3 }).X", "3")]
    [InlineData("class Box<T>(T value) where T : notnull { public T Value => value; } new Box<int>(3).Value", "3")]
    [InlineData("struct Pair { public int A; } new Pair { A = 2 }.A", "2")]
    [InlineData("enum Colour { Red, Green } Colour.Green", "Green")]
    [InlineData("delegate int Op(int a, int b); Op add = (a, b) => a + b; add(1, 2)", "3")]
    [InlineData("interface IShape { int Area => 1; } class Shape : IShape { } ((IShape)new Shape()).Area", "1")]
    [InlineData("class Own { public int V { get => field; set => field = value + 1; } } new Own { V = 1 }.V", "2")]
    [InlineData("class Must { public required string Name { get; init; } } new Must { Name = \"n\" }.Name", "n")]
    [InlineData("event EventHandler Rang; var rung = 0; Rang += (s, e) => rung++; Rang(null, EventArgs.Empty); rung", "1")]
    [InlineData("int Counter { get; set; } = 5; Counter", "5")]
    [InlineData("static int Thrice(this int n) => 3 * n; 2.Thrice()", "6")]
    [InlineData("var (a, b) = (1, 2); a + b", "3")]
    [InlineData("int[] all = [1, .. new[] { 2, 3 }]; all[^1] + all[1..].Length", "5")]
    [InlineData("object o = \"abc\"; o switch { int n when n > 3 => \"big\", string { Length: > 2 } s => s, _ => \"other\" }", "abc")]
    [InlineData("new[] { 1, 2, 3 } is [1, .., var last] ? last : 0", "3")]
    [InlineData("var raw = \"\"\"\n  {\"a\": 1}\n  \"\"\"; raw", "{\"a\": 1}")]
    [InlineData("System.Globalization.CultureInfo.InvariantCulture is var c ? string.Create(c, $\"{1.5,6:F2}|\") : \"\"", "  1.50|")]
    [InlineData("#nullable enable\nstring? maybe = null; maybe?.Length ?? -1", "-1")]
    [InlineData("using static System.Math; Sqrt(16)", "4")]
    [InlineData("using Size = (int Width, int Height); Size s = (1, 2); s.Height", "2")]
    [InlineData("var add = (int n, int m = 2) => n + m; add(1)", "3")]
    [InlineData("dynamic d = new System.Dynamic.ExpandoObject(); d.A = 1; d.A", "1")]
    [InlineData("System.Linq.Expressions.Expression<Func<int, int>> twice = n => 2 * n; twice.Compile()(2)", "4")]
    [InlineData("async IAsyncEnumerable<int> Count(int n) { for (var i = 0; i < n; i++) { await Task.Yield(); yield return i; } } var sum = 0; await foreach (var i in Count(4)) sum += i; sum", "6")]
    [InlineData("var sum = 0; await foreach (var done in Task.WhenEach(Task.FromResult(1), Task.FromResult(2))) sum += await done; sum", "3")]
    [InlineData("string.Join(\",\", from n in new[] { 3, 1, 2 } where n > 1 orderby n select n * n)", "4,9")]
    [InlineData("string.Join(\",\", new[] { \"a\", \"bb\", \"cc\" }.GroupBy(w => w.Length).Select(g => $\"{g.Key}{g.Count()}\"))", "11,22")]
    [InlineData("int.TryParse(\"3\", out var parsed); parsed", "3")]
    [InlineData("var found = 0; goto end; found = 1; end: found += 2; found", "2")]
    [InlineData("unsafe { int q = 3; int* p = &q; Console.Write(*p); } 1", "1")]
    [InlineData("try { checked { var max = int.MaxValue; max++; } } catch (OverflowException) { return \"over\"; } return \"\";", "over")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(new { A = new[] { 1 } })", "{\"A\":[1]}")]
    [InlineData("new System.Net.Http.HttpRequestMessage(System.Net.Http.HttpMethod.Get, \"http://x/\").RequestUri.Host", "x")]
    [InlineData("using System.Data; var t = new DataTable(); t.Columns.Add(\"a\"); t.Rows.Add(1); t.Rows.Count", "1")]
    [InlineData("System.IO.File.WriteAllText(\"note.txt\", \"x\"); System.IO.File.ReadAllText(\"note.txt\")", "x")]
    [InlineData("new System.Globalization.CultureInfo(\"de-DE\").NumberFormat.NumberDecimalSeparator", ",")]
    public async Task The_script_dialect_is_that_of_the_compiler(string code, string result) =>
        Assert.Equal(result, await ResultAsync(code));

    [Fact]
    public async Task Names_of_all_kinds_may_be_declared_anew()
    {
        await OkAsync("class Shape { public int Old = 1; } int Size() => 1; var shape = new Shape(); string Use() => $\"{Size()} {shape.Old}\";");
        await OkAsync("class Shape { public int New = 2; } int Size() => 2;");
        await OkAsync("var shape = new Shape();");

        Assert.Equal("1 1, 2 2", await ResultAsync("$\"{Use()}, {Size()} {shape.New}\""));
    }

    [Theory]
    [InlineData("div[@class: \"x\"](b(\"<bold>\"), \" and \", i(\"1\"))", "<div class=\"x\"><b>&lt;bold&gt;</b> and <i>1</i></div>")]
    [InlineData("table(tr(td(\"1\")), new[] { 2, 3 }.Select(n => tr(td($\"{n}\"))))", "<table><tr><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr></table>")]
    [InlineData("span(HTML(\"<i>x</i>\"), img[src: \"a.png\"])", "<span><i>x</i><img src=\"a.png\"></img></span>")]
    [InlineData("Microsoft.DotNet.Interactive.Kernel.HTML(\"<b>x</b>\")", "<b>x</b>")]
    [InlineData("new Microsoft.AspNetCore.Html.HtmlString(\"<u>x</u>\")", "<u>x</u>")]
    public async Task Pocket_views_are_html(string code, string html)
    {
        await OkAsync("using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;");

        Assert.Equal(html, (string?)(await BundleAsync(code))["text/html"]);
    }

    [Theory]
    [InlineData("Formatter.Register<Money>((m, writer) => writer.Write($\"{m.Amount} EUR\"), \"text/plain\");", "3 EUR", null)]
    [InlineData("Formatter.Register<Money>(m => $\"<b>{m.Amount}</b>\", mimeType: \"text/html\");", null, "<b>3</b>")]
    [InlineData("Formatter.Register(typeof(Money), (object m, System.IO.TextWriter w) => w.Write(\"typed\"), \"text/html\");", null, "typed")]
    [InlineData("Formatter.ResetToDefault(); Formatter.Register<Money>(m => \"again\", \"text/plain\");", "again", null)]
    public async Task A_cell_says_how_its_types_are_shown(string register, string? plain, string? html)
    {
        await OkAsync("using Microsoft.DotNet.Interactive.Formatting;\nclass Money { public int Amount = 3; }");
        await OkAsync(register);
        var data = await BundleAsync("new Money()");

        Assert.Equal((plain ?? (string?)data["text/plain"], html ?? (string?)data["text/html"]), ((string?)data["text/plain"], (string?)data["text/html"]));
    }

    [Fact]
    public async Task Resetting_the_formatters_keeps_what_the_runtime_is_shown_as()
    {
        await OkAsync("Microsoft.DotNet.Interactive.Formatting.Formatter.ResetToDefault();");

        Assert.Equal("Task<Int32>: RanToCompletion, 3", (string?)(await BundleAsync("Task.FromResult(3)"))["text/plain"]);
    }

    [Fact]
    public async Task Long_lists_are_cut_where_the_cell_says()
    {
        await OkAsync("using Microsoft.DotNet.Interactive.Formatting;\nFormatter.ListExpansionLimit = 3;");
        var data = await BundleAsync("Enumerable.Range(0, 10)");
        await OkAsync("Formatter.ListExpansionLimit = 20;");

        Assert.Equal("[ 0, 1, 2 ... (7 more) ]", (string?)data["text/plain"]);
    }

    [Theory]
    [InlineData("new List<int>()", "[  ]")]
    [InlineData("(1, \"a\")", "( 1, a )")]
    [InlineData("typeof(List<int>)", "System.Collections.Generic.List<System.Int32>")]
    [InlineData("new DateTime(2026, 4, 1)", "2026-04-01 00:00:00Z")]
    [InlineData("TimeSpan.FromSeconds(90)", "00:01:30")]
    [InlineData("Guid.Empty", "00000000-0000-0000-0000-000000000000")]
    [InlineData("DayOfWeek.Friday", "Friday")]
    [InlineData("new byte[] { 1, 2 }", "[ 1, 2 ]")]
    [InlineData("System.Numerics.BigInteger.Pow(2, 70)", "1180591620717411303424")]
    [InlineData("(object)null", "<null>")]
    [InlineData("\"<b>\"", "<b>")]
    public async Task Values_have_the_text_that_Formatting_gives_them(string code, string text) =>
        Assert.Equal(text, (string?)(await BundleAsync(code))["text/plain"]);

    [Theory] // the same values on another way: once a cell has asked for the kernels, results are events of theirs
    [InlineData("1", "1")]
    [InlineData("\"<b>\"", "<b>")]
    [InlineData("(object)null", "<null>")]
    [InlineData("new[] { 1, 2 }", "[ 1, 2 ]")]
    public async Task Values_have_the_same_text_when_the_kernels_are_used(string code, string text)
    {
        await OkAsync("var root = Microsoft.DotNet.Interactive.Kernel.Root.Name;");

        Assert.Equal(text, (string?)(await BundleAsync(code))["text/plain"]);
    }

    [Theory]
    [InlineData("text/markdown", "**loaded**")]
    [InlineData("text/html", "<b>loaded</b>")]
    [InlineData("text/csv", "a,b")]
    public async Task A_form_without_its_value_is_shown_as_it_is(string mime, string text)
    {
        var shown = await OkAsync($"await Microsoft.DotNet.Interactive.Kernel.Current.SendAsync(new Microsoft.DotNet.Interactive.Commands.DisplayValue(new Microsoft.DotNet.Interactive.Formatting.FormattedValue(\"{mime}\", \"{text}\")));");

        var data = Assert.IsType<DisplayOutput>(Assert.Single(shown.Outputs)).Data;
        Assert.Equal((text, text), ((string?)data[mime], (string?)data["text/plain"]));
    }

    [Fact]
    public async Task A_type_of_a_cell_is_shown_by_the_name_it_was_given()
    {
        var data = await BundleAsync("class Plain { public int A = 1; } new Plain()");

        Assert.Contains("<code>Plain</code>", (string?)data["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Latex_is_latex()
    {
        Assert.Equal("$$x^2$$", (string?)(await BundleAsync("(MathString)\"x^2\""))["text/latex"]);
        Assert.Equal("x^2", (string?)(await BundleAsync("using Microsoft.DotNet.Interactive.Formatting; (LaTeXString)\"x^2\""))["text/latex"]);
    }

    [Fact]
    public async Task A_display_at_the_end_of_a_cell_is_shown_once()
    {
        var shown = await OkAsync("display(\"once\")");

        Assert.Equal("once", (string?)Assert.IsType<DisplayOutput>(Assert.Single(shown.Outputs)).Data["text/plain"]);
    }

    [Fact]
    public async Task The_run_of_the_cell_shows_and_prints()
    {
        var shown = await OkAsync("""
            using Microsoft.DotNet.Interactive;
            var context = KernelInvocationContext.Current;
            context.Display(1, "text/plain"); context.DisplayAs("<b>x</b>", "text/html");
            context.DisplayStandardOut("out"); context.DisplayStandardError("err");
            """);

        Assert.Equal(["1", "<b>x</b>"], shown.Outputs.OfType<DisplayOutput>().Select(display => (string?)display.Data["text/plain"]));
        Assert.Equal(("out", "err"), (shown.Stdout, shown.Stderr));
    }

    [Theory]
    [InlineData("async IAsyncEnumerable<int> Count(System.Threading.CancellationToken stop) { await Task.Yield(); yield return 1; }", "CS8425")]
    [InlineData("async Task Lose() { Task.Delay(0); await Task.Yield(); }", "CS4014")]
    public async Task Warnings_about_async_are_shown(string code, string id) =>
        Assert.Contains($"warning {id}", (await OkAsync(code)).Stderr, StringComparison.Ordinal);

    [Theory]
    [InlineData("int unused() { int x = 1; return 2; }")] // CS0219
    [InlineData("async Task<int> Sync() { return 1; }")] // CS1998
    [InlineData("[Obsolete] int old = 1; old++;")] // CS0612
    [InlineData("string s = \"a\"; var same = (object)s == \"a\";")] // CS0252
    public async Task Other_warnings_are_not(string code) => Assert.Empty((await OkAsync(code)).Outputs);

    [Fact]
    public async Task A_cell_that_does_not_compile_shows_all_its_warnings_behind_the_errors()
    {
        var error = await ErrorAsync("int Unused() { int x = 1; return 2; }\nint bad = \"bad\";");

        Assert.Contains("error CS0029", error.Traceback[0], StringComparison.Ordinal);
        Assert.Contains(error.Traceback.Skip(1), line => line.Contains("warning CS0219", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Clearing_the_console_does_nothing() => Assert.Equal("ab", (await OkAsync("Console.Write(\"a\"); Console.Clear(); Console.Write(\"b\");")).Stdout);

    [Theory]
    [InlineData("namespace Mine { class A { } }", "CS7021", "leave the namespace out")]
    [InlineData("static class Extensions { public static int Twice(this int n) => 2 * n; }", "CS1109", "at the top level of the cell")]
    [InlineData("static class More { extension(string s) { public int Size => s.Length; } }", "CS9283", "at the top level of the cell")]
    [InlineData("extension(int x) { public int Twice() => 2; }", "CS1569", "at the top level of the cell")]
    [InlineData("using var stream = new System.IO.MemoryStream();", "CS0825", "using (var name = ...)")]
    [InlineData("using System.IO.MemoryStream stream = new();", "CS0138", "using (var name = ...)")]
    [InlineData("Span<int> few = stackalloc int[3];", "CS8345", "inside a method")]
    [InlineData("file class Hidden { }", "CS9054", "leave \"file\" out")]
    [InlineData("#load \"other.csx\"", "CS8099", "#!import")]
    [InlineData("args.Length", "CS0103", "-p name=value")]
    public async Task What_the_compatibility_page_says_does_not_work_is_an_error_that_says_what_does(string code, string id, string hint)
    {
        var error = (await ErrorAsync(code)).Value;
        Assert.Contains(id, error, StringComparison.Ordinal);
        Assert.Contains("Instead: ", error, StringComparison.Ordinal);
        Assert.Contains(hint, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("argz.Length")]
    [InlineData("using System.Math;")]
    [InlineData("var f = () => { var = 3; };")]
    public async Task Other_errors_of_the_compiler_stay_as_they_are(string code) =>
        Assert.DoesNotContain("Instead", (await ErrorAsync(code)).Value, StringComparison.Ordinal);
}
