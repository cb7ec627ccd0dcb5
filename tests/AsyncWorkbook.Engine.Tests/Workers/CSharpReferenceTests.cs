using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>
/// What cells are compiled against grows while a notebook runs: a cell needs a rare part of the runtime library, or
/// loads a library that brings one. What earlier cells declared must fit what later ones declare all the same.
/// </summary>
[StartsProcesses]
public sealed class CSharpReferenceTests
{
    private const string rare = "System.Xml.Linq.XElement.Parse(\"<a/>\").Name.LocalName";

    [Theory]
    [InlineData("var d = new Dictionary<string, RunLog>();", rare, "d[\"x\"] = new RunLog(TimeProvider.System); d.Count", "1")]
    [InlineData("var d = new Dictionary<string, RunLog>();", "d[\"x\"] = new RunLog(TimeProvider.System); " + rare, "d.Count", "1")]
    [InlineData("RunLog Log() => new(TimeProvider.System);", rare, "RunLog log = Log(); log.Events.Count", "0")]
    [InlineData("var page = HTML(\"x\");", rare, "Microsoft.AspNetCore.Html.IHtmlContent again = page; $\"{again}\"", "x")]
    [InlineData("var a = new { X = 1 };", rare, "var b = new { X = 2 }; a = b; a.X", "2")]
    [InlineData("class Own { public RunLog Log; } var own = new Own();", rare, "own.Log = new RunLog(TimeProvider.System); Own same = own; same.Log.Events.Count", "0")]
    [InlineData("var x = System.Xml.Linq.XElement.Parse(\"<a/>\");", "new System.IO.Compression.ZLibCompressionOptions().CompressionLevel", "System.Xml.Linq.XElement y = x; y.Name.LocalName", "a")]
    [InlineData("class Twice { } class Other { }", "class Twice { } " + rare, "new Twice() is object && new Other() is object", "True")]
    public async Task A_value_of_an_earlier_cell_keeps_its_type(string declare, string needRare, string use, string result)
    {
        await using var live = new LiveKernel("csharp");
        await OkAsync(live, $"#r \"{Library(live)}\"\nusing AsyncWorkbook;");
        await OkAsync(live, declare);
        await OkAsync(live, needRare);

        Assert.Equal(result, (await OkAsync(live, use)).ResultText);
        Assert.Equal(result, (await OkAsync(live, use)).ResultText);
    }

    [Fact]
    public async Task A_library_that_comes_late_changes_no_type()
    {
        await using var live = new LiveKernel("csharp");
        await OkAsync(live, "var page = HTML(\"x\"); var table = new[] { new { N = 1 } }; var d = new Dictionary<string, Microsoft.AspNetCore.Html.IHtmlContent>();");
        await OkAsync(live, $"#r \"{Library(live)}\"\nusing AsyncWorkbook;\nusing XPlot.Plotly;\nvar runs = new List<RunLog>(); var chart = Chart.Line(new[] {{ 1, 2, 3 }});");

        Assert.Equal("x 1", (await OkAsync(live, "d[\"x\"] = page; table = new[] { new { N = 1 } }; runs.Add(new RunLog(TimeProvider.System)); $\"{d[\"x\"]} {runs.Count}\"")).ResultText);
    }

    [Fact]
    public async Task What_a_rare_library_extends_is_found_by_its_method()
    {
        await using var live = new LiveKernel("csharp");

        Assert.Equal("10", (await OkAsync(live, "Enumerable.Range(1, 4).AsParallel().Sum()")).ResultText);
        Assert.Equal("10", (await OkAsync(live, "Enumerable.Range(1, 4).AsQueryable().Sum()")).ResultText);
        Assert.Equal("3", (await OkAsync(live, "using System.Collections.Immutable;\nnew[] { 1, 2, 3 }.ToImmutableList().Count")).ResultText);
    }

    [Fact]
    public async Task A_mistake_beside_a_rare_type_is_the_only_error()
    {
        await using var live = new LiveKernel("csharp");
        var (status, shown) = await live.RunAsync("System.Xml.Linq.XElement x = null;\nint n = \"n\";");

        Assert.Equal(ExecutionStatus.Error, status);
        Assert.StartsWith("(2,9): error CS0029", Assert.Single(shown.Error!.Traceback), StringComparison.Ordinal);
    }

    private static string Library(LiveKernel live) =>
        Path.GetRelativePath(live.Folder, Repository.PathOf("artifacts", "lib", "AsyncWorkbook.dll"));

    private static async Task<RecordingSink> OkAsync(LiveKernel live, string code)
    {
        var (status, shown) = await live.RunAsync(code);
        Assert.True(status == ExecutionStatus.Ok, string.Join("\n", shown.Error?.Traceback ?? ["no error"]));
        return shown;
    }
}
