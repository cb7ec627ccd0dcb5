namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>Libraries that C# cells load with <c>#r</c>; the real one is the helper library with its dependencies.</summary>
[StartsProcesses]
public sealed class CSharpLibraryTests(CSharpCells.Notebook notebook) : CSharpCells(notebook)
{
    private const string plotly = "application/vnd.plotly.v1+json";

    private string Library => Path.GetRelativePath(Live.Folder, Repository.PathOf("artifacts", "lib", "AsyncWorkbook.dll"));

    [Fact]
    public async Task A_library_is_found_from_the_notebooks_folder_with_its_dependencies_and_formats_its_values()
    {
        await OkAsync($"#r \"{Library}\"\nusing AsyncWorkbook;\nFormatters.Register();");
        await OkAsync($"#r \"{Library}\"\nusing XPlot.Plotly;\nvar chart = Chart.Line(new[] {{ 1, 2, 3 }});");
        var data = await BundleAsync("chart");

        Assert.Equal([plotly, "text/html", "text/plain"], data.Select(form => form.Key).Order());
        Assert.NotEmpty(data[plotly]!["data"]!.AsArray());
    }

    [Fact]
    public async Task A_library_shares_the_workers_own_assemblies()
    {
        await OkAsync($"#r \"{Library}\"");

        Assert.Equal("True", await ResultAsync("""
            AsyncWorkbook.Formatters.Register();
            AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name == "Microsoft.DotNet.Interactive.Formatting") == 1
            """));
    }

    [Fact]
    public async Task A_missing_library_is_an_error_at_its_line_and_nothing_runs()
    {
        var error = await ErrorAsync("#r \"System.Xml.dll\"\n#r \"no/such.dll\"\nConsole.Write(1);");

        Assert.StartsWith("(2,1): error: #r \"no/such.dll\": there is no such file", error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_library_is_an_error()
    {
        await File.WriteAllTextAsync(Path.Combine(Live.Folder, "odd.dll"), "not an assembly");

        Assert.StartsWith("(1,1): error:", (await ErrorAsync("#r \"odd.dll\"")).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_is_not_at_the_start_of_its_line_is_refused_in_one_line()
    {
        var error = await ErrorAsync("  #r \"nuget: Some.Package, 1.0\"\nConsole.Write(1);");

        Assert.Contains("begins with #r, without blanks before it", Assert.Single(error.Traceback), StringComparison.Ordinal);
    }
}
