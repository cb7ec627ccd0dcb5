using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>A check that has failed in a cell that ran: the report names it, the exit code tells, and nothing hides it.</summary>
[StartsProcesses]
public sealed class FailedCheckTests : IDisposable
{
    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Fact]
    public async Task A_verdict_that_is_a_bug_is_told_and_has_an_exit_code_of_its_own()
    {
        workbook.Notebook("a.ipynb", Judged(found: 1), "\"goes on\"");
        workbook.Notebook("b.ipynb", Judged(found: 2));
        var ended = await workbook.RunAsync("run", "a.ipynb", "b.ipynb", "--jobs", "1");
        Assert.Equal(7, ended.ExitCode);
        Assert.Contains("a.ipynb: ok, 2 cells in ", ended.Stdout, StringComparison.Ordinal);
        Assert.Contains("b.ipynb: cell 0: check failed: a way: x, C#: 2, not 1\n", ended.Stdout.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("; 1 check failed", ended.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_language_says_it_and_json_has_it_by_cell()
    {
        workbook.Notebook("c.ipynb", "1", "#!python\n" + """
            class Checked:
                def _repr_mimebundle_(self, include=None, exclude=None):
                    checks = [{"name": "one", "passed": True}, {"name": "two", "passed": False, "reason": "too late"}]
                    return {"text/plain": "checked", "application/vnd.async-workbook.checks+json": {"checks": checks}}
            Checked()
            """);
        var ended = await workbook.RunAsync("run", "c.ipynb", "--json");
        Assert.Equal(7, ended.ExitCode);
        var notebook = JsonNode.Parse(ended.Stdout)!["notebooks"]![0]!;
        Assert.Equal("failed", (string?)notebook["status"]);
        Assert.Equal(["ok", "ok"], notebook["cells"]!.AsArray().Select(cell => (string?)cell!["status"]));
        Assert.Equal(
            ["[]", """[{"name":"two","reason":"too late"}]"""],
            notebook["cells"]!.AsArray().Select(cell => cell!["failedChecks"]!.ToJsonString()));
    }

    [Fact]
    public async Task Export_writes_its_pages_tells_and_forgets_the_run()
    {
        workbook.Notebook("d.ipynb", Judged(found: 2));
        for (var run = 1; run <= 2; run++)
        {
            var ended = await workbook.RunAsync("export", "d.ipynb", "--no-live", "--out", "site");
            Assert.Equal(7, ended.ExitCode);
            Assert.Contains("d.ipynb: cell 0: check failed: a way", ended.Stdout, StringComparison.Ordinal);
            Assert.Contains("data-verdict=\"bug\"", workbook.Read("site/d.html"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_cell_that_fails_comes_first()
    {
        workbook.Notebook("e.ipynb", Judged(found: 2), "throw new Exception();");
        Assert.Equal(1, (await workbook.RunAsync("run", "e.ipynb")).ExitCode);
    }

    /// <summary>A cell with a verdict on a run that should find 1.</summary>
    private string Judged(int found)
    {
        workbook.Write("spec.json", """
            { "id": "x", "title": "x", "about": "x", "sources": [], "parameters": {}, "examples": [],
              "variants": { "v": { "title": "a way", "about": "a", "languages": ["C#"], "results": { "x": 1 } } } }
            """);
        return $$"""
            #r "{{Repository.PathOf("artifacts", "lib", "AsyncWorkbook.dll")}}"
            using AsyncWorkbook;
            Formatters.Register();
            ProblemSpec.Load("spec.json").Judge("v", Runs.Of(Run.Of(new { x = {{found}} })))
            """;
    }
}
