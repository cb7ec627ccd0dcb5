using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>What cells and notebooks say of their own running, in <c>run</c> and in <c>export</c>.</summary>
[StartsProcesses]
public sealed class TagTests : IDisposable
{
    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Fact]
    public async Task A_notebook_allows_errors()
    {
        var path = Notebook("""{"allow_errors": true}""", "throw new Exception();", "\"still here\"");
        var ended = await workbook.RunAsync("run", path);
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal("still here", Workbook.Plain(workbook.Outputs("artifacts/run/a.ipynb")[1]));
        Assert.Equal(0, (await workbook.RunAsync("export", path, "--no-live", "--fresh", "--out", "site")).ExitCode);
        Assert.Contains("still here", workbook.Read("site/a.html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("export", "--fresh")]
    public async Task A_notebook_has_a_limit_of_its_own_and_the_command_line_another(params string[] command)
    {
        var path = Notebook("""{"timeout": 2}""", "while (true) { }");
        Assert.Equal(3, (await workbook.RunAsync([.. command, path])).ExitCode);
        var patient = Notebook("""{"timeout": 0.001}""", "await Task.Delay(100);");
        Assert.Equal(0, (await workbook.RunAsync([.. command, patient, "--timeout", "0"])).ExitCode);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("null")]
    [InlineData("1e300")]
    [InlineData("\"soon\"")]
    public async Task A_limit_that_is_none(string timeout)
    {
        var path = Notebook($$"""{"timeout": {{timeout}}, "allow_errors": 1}""", "1");
        Assert.Equal(0, (await workbook.RunAsync("run", path)).ExitCode);
    }

    [Fact]
    public async Task Hidden_output_is_recorded_and_folded_in_the_page()
    {
        var path = workbook.Notebook("hidden.ipynb", ("\"long\"", ["hide-output"]), ("\"code\"", ["hide-input"]));
        Assert.Equal(0, (await workbook.RunAsync("run", path)).ExitCode);
        Assert.Equal("long", Workbook.Plain(workbook.Outputs("artifacts/run/hidden.ipynb")[0]));
        Assert.Equal(0, (await workbook.RunAsync("export", path, "--no-live", "--fresh", "--out", "site")).ExitCode);
        var page = workbook.Read("site/hidden.html");
        Assert.Contains("<summary>Show the output</summary>", page, StringComparison.Ordinal);
        Assert.Contains("<summary>Show the code</summary>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_skips_and_expects_as_run_does()
    {
        var path = workbook.Notebook(
            "tags.ipynb", ("throw new Exception(\"expected\");", ["raises-exception"]), ("throw new Exception(\"never\");", ["skip-execution"]), ("\"end\"", []));
        var ended = await workbook.RunAsync("export", path, "--no-live", "--fresh", "--out", "site");
        Assert.True(ended.ExitCode == 0, ended.Stdout);
        Assert.Contains("ok, 2 cells", ended.Stdout, StringComparison.Ordinal);
    }

    private string Notebook(string execution, params string[] cells)
    {
        var path = workbook.Notebook("a.ipynb", cells);
        var notebook = JsonNode.Parse(workbook.Read(path))!;
        notebook["metadata"]!["execution"] = JsonNode.Parse(execution);
        return workbook.Write(path, notebook.ToJsonString());
    }
}
