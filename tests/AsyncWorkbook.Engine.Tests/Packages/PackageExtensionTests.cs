using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Packages;

/// <summary>What packages bring with them besides assemblies: charts, native libraries, extensions of the kernels.</summary>
[StartsProcesses]
public sealed class PackageExtensionTests(LocalFeed feed) : PackageSession(feed), IClassFixture<LocalFeed>
{
    [Fact]
    public async Task A_chart_of_XPlot_is_drawn_and_a_native_library_is_found()
    {
        var shown = await OkAsync("""
            #r "nuget: XPlot.Plotly.Interactive, 4.1.0"
            using XPlot.Plotly;
            var chart = Chart.Line(new[] { 1, 2, 3 });
            chart.WithTitle("Three");
            chart.Display();
            """);
        var chart = Assert.IsType<DisplayOutput>(shown.Outputs[^1]).Data["application/vnd.plotly.v1+json"]!;
        Assert.Equal("Three", (string?)chart["layout"]!["title"]!["text"]);
        Assert.Equal([1, 2, 3], chart["data"]![0]!["y"]!.AsArray().Select(value => (int)value!));

        Assert.Equal("42", (await OkAsync("""
            #r "nuget: Microsoft.Data.Sqlite"
            using Microsoft.Data.Sqlite;
            using (var connection = new SqliteConnection("Data Source=:memory:"))
            {
                connection.Open();
                var command = connection.CreateCommand();
                command.CommandText = "select 6 * 7";
                Console.Write(command.ExecuteScalar());
            }
            """)).Stdout);
    }

    [Fact]
    public async Task A_package_extends_the_kernels_by_a_script()
    {
        await OkAsync($"{Source}#r \"nuget: {Feed.Extension}\"");
        Assert.Equal("version 1.2", (await OkAsync("new Version(1, 2)")).ResultText);
        Assert.Equal("1\n", (await OkAsync("#!javascript\nconsole.log(fromScript)")).Stdout);
        Assert.Equal("from 1.0.0", Plain(Assert.Single((await OkAsync("#!added")).Outputs)));

        await ReopenAsync(); // the answer of the restore is remembered
        await OkAsync($"{Source}#r \"nuget: {Feed.Extension}\"");
        Assert.Equal("from 1.0.0", Plain(Assert.Single((await OkAsync("#!added")).Outputs)));
    }

    [Fact]
    public async Task An_extension_that_failed_is_tried_again_and_one_that_did_not_is_not()
    {
        Assert.Contains("not ready", (await OkAsync($"{Source}#r \"nuget: {Feed.Fragile}\"")).Stderr, StringComparison.Ordinal);
        await OkAsync("System.IO.File.WriteAllText(\"ready\", \"\");");
        Assert.Equal("ready\n", (await OkAsync($"#r \"nuget: {Feed.Fragile}\"")).Stdout);
        Assert.Equal("", (await OkAsync($"#r \"nuget: {Feed.Fragile}\"")).Stdout);
    }

    [Fact]
    public async Task Submitted_code_asks_for_packages_too()
    {
        const string submit = "await Microsoft.DotNet.Interactive.Kernel.Root.SendAsync(new Microsoft.DotNet.Interactive.Commands.SubmitCode";
        var shown = await OkAsync($$"""
            {{Source}}var code = "#r \"nuget: {{Feed.Leaf}}, 1.1.0\"\n#r \"nuget: {{Feed.Extension}}\"\n{{Feed.Leaf}}.Version";
            {{submit}}(code, "csharp"));
            """);
        Assert.Equal("1.1.0", Plain(shown.Outputs[^1]));
        Assert.Equal("from 1.0.0", Plain(Assert.Single((await OkAsync("#!added")).Outputs)));

        shown = await OkAsync($"{submit}(\"#r \\\"nuget: {Feed.Leaf}NotThere\\\"\", \"csharp\"));");
        Assert.Contains($"there is no package called {Feed.Leaf}NotThere", shown.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_extend_the_kernels_by_an_assembly()
    {
        await OkAsync("#r \"nuget: Microsoft.Data.Analysis, 0.23.1\"\n#r \"nuget: Plotly.NET.Interactive, 6.0.0\"\n#r \"nuget: Plotly.NET.CSharp, 0.14.0\"");
        var frame = await OkAsync("using Microsoft.Data.Analysis;\nnew DataFrame(new Int32DataFrameColumn(\"a\", new[] { 1, 2 }))");
        Assert.Contains("<i>index</i>", (string?)Assert.Single(frame.Outputs.OfType<ResultOutput>()).Data["text/html"], StringComparison.Ordinal);

        var chart = await OkAsync("Plotly.NET.CSharp.Chart.Line<int, int, string>(x: new[] { 1, 2 }, y: new[] { 3, 4 })");
        Assert.Contains("Plotly.newPlot", (string?)Assert.Single(chart.Outputs.OfType<ResultOutput>()).Data["text/html"], StringComparison.Ordinal);
    }
}
