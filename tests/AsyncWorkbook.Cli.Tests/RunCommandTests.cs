using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AsyncWorkbook.Cli.Tests;

[StartsProcesses]
public sealed class RunCommandTests : IDisposable
{
    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Fact]
    public async Task Three_languages_run_and_share_values()
    {
        var path = workbook.Notebook(
            "three.ipynb",
            "var x = await Task.FromResult(20); x + 1",
            "#!javascript\nnumbers = [1, 2, 3]; console.log('from js'); return numbers.length;",
            "#!python\nimport asyncio\nawait asyncio.sleep(0)\nprint('from python')\nwords = ['a', 'b']\nlen(words)",
            "#!set --name numbers --value @javascript:numbers\nnumbers.RootElement.GetArrayLength()",
            "#!share --name words --from python\nwords.RootElement[1].GetString()");
        var ended = await workbook.RunAsync("run", path);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Stderr));
        var outputs = workbook.Outputs("artifacts/run/three.ipynb");
        Assert.Equal(["21", "from js\n3", "from python\n2", "3", "b"], outputs.Select(Workbook.Plain));
        Assert.All(outputs.SelectMany(cell => cell), output =>
        {
            if (output!["data"] is JsonObject data)
            {
                Assert.True(data.ContainsKey("text/plain"));
            }
        });
    }

    [Fact]
    public async Task The_source_stays_as_it_is_and_in_place_changes_it()
    {
        var path = workbook.Notebook("source.ipynb", "1 + 1");
        var before = workbook.Read(path);
        await workbook.RunAsync("run", path, "--out", "there");
        Assert.Equal(before, workbook.Read(path));
        Assert.Equal("2", Workbook.Plain(workbook.Outputs("there/source.ipynb")[0]));

        var ended = await workbook.RunAsync("run", path, "--in-place");
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal("2", Workbook.Plain(workbook.Outputs(path)[0]));
        Assert.False(Directory.Exists(Path.Combine(workbook.Folder, "artifacts")));
    }

    [Theory]
    [InlineData("var d = display(\"one\", \"text/plain\");", "Environment.Exit(3);", "var d = display(\"two\", \"text/plain\"); d.Update(\"three\");")]
    [InlineData("#!python\nd = display('one', display_id=True)", "#!python\nimport os\nos._exit(3)", "#!python\nd = display('two', display_id=True)\nd.update('three')")]
    public async Task A_language_that_was_started_again_updates_its_own_displays_only(string before, string end, string after)
    {
        var path = workbook.Notebook("displays.ipynb", (before, []), (end, ["raises-exception"]), (after, []));
        var ended = await workbook.RunAsync("run", path, "--in-place");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Stderr));
        var outputs = workbook.Outputs(path);
        Assert.Contains("one", Workbook.Plain(outputs[0]), StringComparison.Ordinal);
        Assert.Contains("three", Workbook.Plain(outputs[2]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_write_the_same_bytes()
    {
        var path = workbook.Notebook("same.ipynb", "display(new { A = 1 }); DateTime.UnixEpoch", "#!python\nprint([1, 2])");
        await workbook.RunAsync("run", path, "--out", "one");
        await workbook.RunAsync("run", path, "--out", "two");
        Assert.Equal(workbook.Read("one/same.ipynb"), workbook.Read("two/same.ipynb"));
    }

    [Fact]
    public async Task A_failing_cell_ends_its_notebook_and_the_next_one_runs()
    {
        workbook.Notebook("a.ipynb", "var x = 1;", "throw new InvalidOperationException(\"no\");", "x");
        workbook.Notebook("b.ipynb", "\"fine\"");
        var ended = await workbook.RunAsync("run", ".", "--json");
        Assert.Equal(1, ended.ExitCode);
        var notebooks = JsonNode.Parse(ended.Stdout)!["notebooks"]!.AsArray();
        Assert.Equal(["failed", "ok"], notebooks.Select(notebook => (string?)notebook!["status"]));
        var cells = notebooks[0]!["cells"]!.AsArray();
        Assert.Equal(["ok", "error", "skipped"], cells.Select(cell => (string?)cell!["status"]));
        Assert.Equal([0, 1, 2], cells.Select(cell => (int)cell!["index"]!));
        Assert.All(cells, cell => Assert.Equal("csharp", (string?)cell!["kernel"]));
        var error = workbook.Outputs("artifacts/run/a.ipynb")[1].Single();
        Assert.Equal("InvalidOperationException", (string?)error!["ename"]);
    }

    [Fact]
    public async Task Allowed_errors_do_not_end_the_run()
    {
        var path = workbook.Notebook("a.ipynb", "throw new Exception();", "\"still here\"");
        var ended = await workbook.RunAsync("run", path, "--allow-errors");
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal("still here", Workbook.Plain(workbook.Outputs("artifacts/run/a.ipynb")[1]));
    }

    [Fact]
    public async Task Tags_skip_cells_and_expect_errors()
    {
        var path = workbook.Notebook(
            "tags.ipynb",
            ("throw new Exception(\"expected\");", ["raises-exception"]),
            ("throw new Exception(\"never\");", ["skip-execution"]),
            ("\"no error\"", ["raises-exception"]));
        var ended = await workbook.RunAsync("run", path, "--json");
        Assert.Equal(1, ended.ExitCode);
        var cells = JsonNode.Parse(ended.Stdout)!["notebooks"]![0]!["cells"]!.AsArray();
        Assert.Equal(["expected-error", "skipped", "error"], cells.Select(cell => (string?)cell!["status"]));
        Assert.Contains("raises-exception", Workbook.Plain(workbook.Outputs("artifacts/run/tags.ipynb")[2]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("#!javascript\nwhile (true) { }")]
    [InlineData("#!python\nwhile True: pass")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("#!javascript\nawait new Promise(() => { });")]
    [InlineData("#!python\nimport asyncio\nawait asyncio.Event().wait()")]
    public async Task A_cell_that_takes_too_long_is_stopped_and_the_next_notebook_runs(string endless)
    {
        workbook.Notebook("a.ipynb", endless, "\"not reached\"");
        workbook.Notebook("b.ipynb", "\"fine\"");
        var ended = await workbook.RunAsync("run", "a.ipynb", "b.ipynb", "--json", "--timeout", "3", "--jobs", "1");
        Assert.Equal(3, ended.ExitCode);
        var notebooks = JsonNode.Parse(ended.Stdout)!["notebooks"]!.AsArray();
        Assert.Equal(["timeout", "skipped"], notebooks[0]!["cells"]!.AsArray().Select(cell => (string?)cell!["status"]));
        Assert.Equal("ok", (string?)notebooks[1]!["status"]);
        var error = workbook.Outputs("artifacts/run/a.ipynb")[0].Last()!;
        Assert.Equal("CellTimeout", (string?)error["ename"]);
        Assert.Contains("3 s", (string?)error["evalue"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_gets_one_plain_line_a_cell()
    {
        var path = workbook.Notebook("plain.ipynb", "1", "#!python\n2");
        var ended = await workbook.RunAsync("run", path);
        var lines = ended.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("plain.ipynb: cell 0 of 2 (csharp): ok, ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("plain.ipynb: cell 1 of 2 (python): ok, ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("plain.ipynb: ok, 2 cells in ", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ended.Stdout);
    }

    [Fact]
    public async Task A_terminal_sees_which_cell_runs()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "needs the program script, which makes a terminal");
        var path = workbook.Notebook("live.ipynb", "1", "await Task.Delay(500);");
        using var process = workbook.StartProgram(
            "/usr/bin/script", "--quiet", "--return", "--command", $"'{Workbook.Program}' run {path}", "/dev/null");
        var shown = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, shown);
        Assert.Contains("live.ipynb  code cell 2 of 2", shown, StringComparison.Ordinal);
        Assert.Contains("live.ipynb  ok, 2 cells", Regex.Replace(shown, "\u001b\\[[0-9;?]*[a-zA-Z]", ""), StringComparison.Ordinal);
    }

    /// <summary>In a terminal Ctrl-C reaches the workers, too: they must leave it to the host what to do.</summary>
    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("#!javascript\nwhile (true) { }")]
    [InlineData("#!python\nwhile True: pass")]
    public async Task Ctrl_C_stops_the_cell_and_keeps_what_has_run(string endless)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "needs the program script, which makes a terminal");
        var path = workbook.Notebook("loop.ipynb", "\"done\"", endless, "\"not reached\"");
        using var process = workbook.StartProgram(
            "/usr/bin/script", "--quiet", "--return", "--command", $"'{Workbook.Program}' run {path}", "/dev/null");
        var shown = new StringBuilder();
        while (!shown.ToString().Contains("code cell 2 of 3", StringComparison.Ordinal))
        {
            var character = process.StandardOutput.Read();
            Assert.True(character >= 0, shown.ToString());
            shown.Append((char)character);
        }

        await process.StandardInput.WriteAsync('\u0003');
        await process.StandardInput.FlushAsync();
        shown.Append(await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 130, shown.ToString());
        var outputs = workbook.Outputs("artifacts/run/loop.ipynb");
        Assert.Equal("done", Workbook.Plain(outputs[0]));
        Assert.Contains("the variables are as they were", Workbook.Plain(outputs[1]), StringComparison.Ordinal);
        Assert.Empty(outputs[2]);
    }

    [Fact]
    public async Task Parameters_are_injected_behind_the_tagged_cell_of_every_language()
    {
        var path = workbook.Notebook(
            "parameters.ipynb",
            ("var boards = 24; double pace = 1; var name = \"x\";\nvar unchanged = true;", ["parameters"]),
            ("#!javascript\nboards = 24;", ["parameters"]),
            ("#!python\nboards = 24\npace: float = 1.0", ["parameters"]),
            ("$\"{boards} {pace * 2} {name} {unchanged}\"", []),
            ("#!javascript\nreturn boards;", []),
            ("#!python\n(boards, pace)", []));
        var ended = await workbook.RunAsync("run", path, "-p", "boards=12", "-p", "pace=0.5", "-p", "name=a \"quoted\" one");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Stderr));
        var outputs = workbook.Outputs("artifacts/run/parameters.ipynb");
        Assert.Equal(9, outputs.Count);
        Assert.Equal("12 1 a \"quoted\" one True", Workbook.Plain(outputs[6]));
        Assert.Equal("12", Workbook.Plain(outputs[7]));
        Assert.Equal("(12, 0.5)", Workbook.Plain(outputs[8]));
        var injected = JsonNode.Parse(workbook.Read("artifacts/run/parameters.ipynb"))!["cells"]![1]!;
        Assert.Equal("injected-parameters", (string?)injected["metadata"]!["tags"]![0]);
    }
}
