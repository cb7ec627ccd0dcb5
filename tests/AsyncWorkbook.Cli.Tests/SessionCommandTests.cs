using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>The engine's front for editors, as the process that an editor starts.</summary>
[StartsProcesses]
public sealed class SessionCommandTests : IDisposable
{
    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Fact]
    public async Task Opening_tells_the_version_and_the_kernels()
    {
        using var client = new EditorClient(workbook.Folder);
        var opened = (await client.UntilAsync("opened", client.Opened))[^1];
        Assert.NotEmpty((string)opened["version"]!);
        var kernels = opened["kernels"]!.AsArray();
        Assert.Equal(["csharp", "javascript", "python", "html", "markdown", "mermaid", "value"], kernels.Select(kernel => (string)kernel!["name"]!));
        Assert.Equal(["csharp", "javascript", "python"], kernels.Where(kernel => (bool)kernel!["language"]!).Select(kernel => (string)kernel!["name"]!));
        Assert.Equal(["js"], kernels[1]!["aliases"]!.AsArray().Select(alias => (string)alias!));
    }

    [Fact]
    public async Task A_cell_starts_shows_and_is_done_in_that_order_and_keeps_its_variables()
    {
        using var client = new EditorClient(workbook.Folder);
        await client.RunAsync("var x = 20;");
        var events = await client.RunAsync("Console.WriteLine(\"one\");\nConsole.WriteLine(\"two\");\ndisplay(1);\nx + 1");
        Assert.Equal(["started", "stream", "display", "result", "done"], events.Select(each => (string)each["type"]!));
        Assert.Equal("one\ntwo\n", (string)events[1]["text"]!);
        Assert.Equal("21", (string)events[3]["data"]!["text/plain"]!);
        Assert.Equal("ok", (string)events[4]["status"]!);
        Assert.True((long)events[4]["elapsed"]! >= 0);
    }

    [Fact]
    public async Task The_working_folder_is_the_notebooks()
    {
        using var client = new EditorClient(workbook.Folder);
        var events = await client.RunAsync("import os\nos.getcwd()", "python");
        Assert.Equal($"'{workbook.Folder}'", (string)events[^2]["data"]!["text/plain"]!);
    }

    [Fact]
    public async Task A_kernel_may_be_called_by_its_alias_and_a_first_line_beats_it()
    {
        using var client = new EditorClient(workbook.Folder);
        Assert.Equal("3", (string)(await client.RunAsync("return 1 + 2", "js"))[^2]["data"]!["text/plain"]!);
        Assert.Equal("[1]", (string)(await client.RunAsync("#!python\n[1]", "js"))[^2]["data"]!["text/plain"]!);
    }

    [Fact]
    public async Task An_error_has_name_message_and_the_cells_own_lines()
    {
        using var client = new EditorClient(workbook.Folder);
        var events = await client.RunAsync("\n1/0", "python");
        var error = events[^2];
        Assert.Equal("ZeroDivisionError", (string)error["ename"]!);
        Assert.Contains(error["traceback"]!.AsArray(), line => ((string)line!).Contains("cell 7", StringComparison.Ordinal) && ((string)line!).Contains("line 2", StringComparison.Ordinal));
        Assert.Equal("error", (string)events[^1]["status"]!);
    }

    [Theory]
    [InlineData("csharp", "var kept = 1;", "Console.WriteLine(1); await Task.Delay(-1);", "kept", "1")]
    [InlineData("csharp", "var kept = 1;", "Console.WriteLine(1); while (true) { }", "kept", "1")]
    [InlineData("javascript", "let kept = 1;", "console.log(1); await new Promise(() => {});", "return kept", "1")]
    [InlineData("python", "kept = 1", "print(1)\nwhile True: pass", "kept", "1")]
    public async Task An_interrupt_ends_the_cell_and_leaves_the_variables(string kernel, string before, string busy, string after, string value)
    {
        using var client = new EditorClient(workbook.Folder);
        await client.RunAsync(before, kernel);
        var cell = client.Execute(busy, kernel);
        await client.PrintedAsync(cell);
        client.Send("interrupt");
        var events = await client.UntilAsync("done", cell);
        Assert.Equal("interrupted", (string)events[^1]["status"]!);
        Assert.Equal("Interrupted", (string)events[^2]["ename"]!);
        Assert.Equal(value, (string)(await client.RunAsync(after, kernel))[^2]["data"]!["text/plain"]!);
    }

    [Fact]
    public async Task Cells_of_a_run_that_has_failed_do_not_begin_however_late_they_come_in()
    {
        using var client = new EditorClient(workbook.Folder);
        var ends = new List<string>();
        foreach (var (code, run) in new (string, string?)[] { ("#!nosuchdirective", "1"), ("1", "1"), ("1", "2"), ("1", null) })
        {
            ends.Add((string)(await client.AskAsync("execute", "done", new() { ["code"] = code, ["run"] = run }))["status"]!);
        }

        Assert.Equal(["error", "skipped", "ok", "ok"], ends);
    }

    [Fact]
    public async Task A_restart_ends_the_busy_cell_and_those_behind_it_and_the_variables_are_gone()
    {
        using var client = new EditorClient(workbook.Folder);
        await client.RunAsync("x = 1", "python");
        var busy = client.Execute("print(1)\nwhile True: pass", "python");
        await client.PrintedAsync(busy);
        var waiting = client.Execute("x", "python");
        var restart = client.Send("restart");
        var stopped = await client.UntilAsync("done", busy);
        Assert.Equal("interrupted", (string)stopped[^1]["status"]!);
        Assert.Equal("the cell was interrupted by a restart: the variables of all languages are gone.", (string)stopped[^2]["evalue"]!);
        var skipped = await client.UntilAsync("done", waiting);
        Assert.Equal("skipped", (string)Assert.Single(skipped)["status"]!);
        await client.UntilAsync("restarted", restart);
        Assert.Equal("NameError", (string)(await client.RunAsync("x", "python"))[^2]["ename"]!);
    }

    [Fact]
    public async Task Questions_of_running_code_are_the_editors_to_answer_or_not()
    {
        using var client = new EditorClient(workbook.Folder);
        var cell = client.Execute("print('before')\ninput('Name? ')", "python");
        var events = await client.UntilAsync("ask", cell);
        Assert.Equal("before\n", (string)events[^2]["text"]!);
        Assert.Equal(("Name? ", false), ((string)events[^1]["prompt"]!, (bool)events[^1]["secret"]!));
        client.Send("answer", new() { ["question"] = "nobody's", ["text"] = "no" });
        client.Send("answer", new() { ["question"] = events[^1]["question"]!.DeepClone(), ["text"] = "Ada" });
        Assert.Equal("'Ada'", (string)(await client.UntilAsync("done", cell))[^2]["data"]!["text/plain"]!);

        cell = client.Execute("import getpass\ngetpass.getpass('Key? ')", "python");
        var ask = (await client.UntilAsync("ask", cell))[^1];
        Assert.True((bool)ask["secret"]!);
        client.Send("answer", new() { ["question"] = ask["question"]!.DeepClone(), ["failed"] = "the box was closed." });
        var ended = await client.UntilAsync("done", cell);
        Assert.Equal("error", (string)ended[^1]["status"]!);
        Assert.Contains("the box was closed.", (string)ended[^2]["evalue"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_of_an_interrupted_cell_is_withdrawn()
    {
        using var client = new EditorClient(workbook.Folder);
        var cell = client.Execute("input()", "python");
        var ask = (await client.UntilAsync("ask", cell))[^1];
        client.Send("interrupt");
        var events = await client.UntilAsync("done", cell);
        Assert.Contains(events, each => (string)each["type"]! == "withdrawn" && (string)each["question"]! == (string)ask["question"]!);
        Assert.Equal("interrupted", (string)events[^1]["status"]!);
    }

    [Fact]
    public async Task It_completes_inspects_and_checks()
    {
        using var client = new EditorClient(workbook.Folder);
        await client.RunAsync("value_of_mine = 'text'", "python");
        var found = await client.AskAsync("complete", "completions", new() { ["code"] = "value_of", ["kernel"] = "python", ["cursor"] = 8 });
        Assert.Equal((0, 8), ((int)found["start"]!, (int)found["end"]!));
        Assert.Contains(found["items"]!.AsArray(), item => (string)item!["text"]! == "value_of_mine");
        var known = await client.AskAsync("inspect", "inspection", new() { ["code"] = "len", ["kernel"] = "python", ["cursor"] = 2 });
        Assert.Contains("len", (string)known["data"]!["text/plain"]!, StringComparison.Ordinal);
        var nothing = await client.AskAsync("inspect", "inspection", new() { ["code"] = " ", ["kernel"] = "python" });
        Assert.Null(nothing["data"]);
        var whole = await client.AskAsync("check", "checked", new() { ["code"] = "def f():", ["kernel"] = "python" });
        Assert.Equal("incomplete", (string)whole["status"]!);
    }

    [Fact]
    public async Task While_a_cell_keeps_its_language_busy_names_that_were_seen_are_completed()
    {
        using var client = new EditorClient(workbook.Folder);
        await client.RunAsync("value_of_mine = 'text'", "python");
        var busy = client.Execute("print(1)\nwhile True: pass", "python");
        await client.PrintedAsync(busy);
        foreach (var _ in Enumerable.Range(0, 2)) // also behind a question that still waits
        {
            var found = await client.AskAsync("complete", "completions", new() { ["code"] = "value_of", ["kernel"] = "python", ["cursor"] = 8 });
            Assert.Contains(found["items"]!.AsArray(), item => (string)item!["text"]! == "value_of_mine");
        }

        var refused = await client.AskAsync("list", "failed", new() { ["kernel"] = "python" });
        Assert.Equal("there is no answer while a cell runs.", (string)refused["message"]!);
        client.Send("interrupt");
        await client.UntilAsync("done", busy);
        Assert.NotEmpty((await client.AskAsync("list", "variables", new() { ["kernel"] = "python" }))["variables"]!.AsArray());
    }

    [Fact]
    public async Task It_lists_and_shares_variables_and_starts_no_language_for_that()
    {
        using var client = new EditorClient(workbook.Folder);
        await client.RunAsync("x = [1, 2]", "python");
        await client.RunAsync("const z = 1;", "javascript");
        var all = (await client.AskAsync("list", "variables", []))["variables"]!.AsArray();
        Assert.Equal([("python", "x"), ("javascript", "z")], all
            .Select(each => ((string)each!["kernel"]!, (string)each["name"]!)).Where(each => each.Item2 is "x" or "z").OrderBy(each => each.Item2));
        var listed = await client.AskAsync("list", "variables", new() { ["kernel"] = "python" });
        var x = Assert.Single(listed["variables"]!.AsArray(), each => (string)each!["name"]! == "x")!;
        Assert.Equal(("list", "[1, 2]"), ((string)x["type"]!, (string)x["value"]!));
        Assert.Empty((await client.AskAsync("list", "variables", new() { ["kernel"] = "csharp" }))["variables"]!.AsArray());
        await client.AskAsync("share", "ok", new() { ["name"] = "x", ["from"] = "python", ["to"] = "javascript", ["as"] = "y" });
        Assert.Equal("2", (string)(await client.RunAsync("return y.length", "javascript"))[^2]["data"]!["text/plain"]!);
        var failed = await client.AskAsync("share", "failed", new() { ["name"] = "x", ["from"] = "html", ["to"] = "javascript" });
        Assert.Equal("\"from\" names no kernel that has variables: \"html\".", (string)failed["message"]!);
    }

    [Fact]
    public async Task It_says_which_parameters_a_cell_has_and_how_they_get_other_values()
    {
        using var client = new EditorClient(workbook.Folder);
        JsonObject cell = new() { ["code"] = "#!python\nboards = 24\nspeed = 1.5", ["kernel"] = "csharp" };
        var known = await client.AskAsync("parameters", "parameters", cell);
        Assert.Equal(["boards", "speed"], known["names"]!.AsArray().Select(name => (string)name!));
        cell["values"] = new JsonObject { ["boards"] = "12" };
        Assert.Equal("#!python\nboards = 12", (string)(await client.AskAsync("parameters", "parameters", cell))["code"]!);
        cell["values"] = new JsonObject { ["bords"] = "12" };
        Assert.Equal(
            "there is no parameter called bords; the parameters are boards, speed.",
            (string)(await client.AskAsync("parameters", "failed", cell))["message"]!);
        cell["values"] = "boards 12";
        Assert.Equal("\"boards\" should be name=value.", (string)(await client.AskAsync("parameters", "failed", cell))["message"]!);
    }

    [Fact]
    public async Task A_cell_runs_with_other_values_for_the_parameters_that_are_its_own()
    {
        using var client = new EditorClient(workbook.Folder);
        JsonObject cell = new() { ["code"] = "#!python\nboards = 24\nname = 'Ada'\nspeed = 1.5", ["values"] = "boards=12 name=\"Grace Hopper\" elsewhere=a=b" };
        Assert.Equal("ok", (string)(await client.AskAsync("execute", "done", cell))["status"]!);
        Assert.Equal("(12, 'Grace Hopper', 1.5)", (string)(await client.RunAsync("(boards, name, speed)", "python"))[^2]["data"]!["text/plain"]!);
    }

    [Fact]
    public async Task Requests_that_make_no_sense_are_answered_and_the_session_goes_on()
    {
        using var client = new EditorClient(null);
        client.Line("{");
        Assert.StartsWith("this line is no request: ", (string)(await client.NextAsync())["message"]!, StringComparison.Ordinal);
        client.Line("[]");
        Assert.Equal("this line is no request: a request is a JSON object.", (string)(await client.NextAsync())["message"]!);
        Assert.Equal("\"execute\" comes before \"open\".", (string)(await client.AskAsync("execute", "failed", []))["message"]!);
        Assert.Equal("there is no folder /no/such.", (string)(await client.AskAsync("open", "failed", new() { ["folder"] = "/no/such" }))["message"]!);
        await client.AskAsync("open", "opened", new() { ["folder"] = workbook.Folder });
        Assert.Contains("is open already", (string)(await client.AskAsync("open", "failed", []))["message"]!, StringComparison.Ordinal);
        Assert.Equal("this session does not know \"dance\".", (string)(await client.AskAsync("dance", "failed", []))["message"]!);
        Assert.Equal("2", (string)(await client.RunAsync("1 + 1"))[^2]["data"]!["text/plain"]!);
    }

    [Fact]
    public async Task What_a_cell_shows_beyond_the_limit_is_dropped()
    {
        using var client = new EditorClient(workbook.Folder, "--output-limit", "1000");
        var events = await client.RunAsync("print('x' * 100000)", "python");
        Assert.True(events.Sum(each => ((string?)each["text"])?.Length ?? 0) < 2000);
        Assert.Contains(events, each => ((string?)each["data"]?["text/plain"])?.StartsWith("Output cut: a cell may show 1 kB", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("shutdown")]
    [InlineData("closed")]
    [InlineData("killed")]
    public async Task All_processes_end_with_the_session(string how)
    {
        using var client = new EditorClient(workbook.Folder);
        var cell = client.Execute("import os\nprint(os.getpid())\nwhile True: pass", "python");
        var printed = (string)(await client.UntilAsync("stream", cell))[^1]["text"]!;
        using var worker = Process.GetProcessById(int.Parse(printed, CultureInfo.InvariantCulture));
        switch (how)
        {
            case "shutdown":
                client.Send("shutdown");
                break;
            case "closed": // an editor that is killed closes it, too
                client.Process.StandardInput.Close();
                break;
            default:
                client.Process.Kill();
                break;
        }

        var code = await client.EndAsync();
        Assert.Equal(how == "killed" ? 137 : 0, code);
        await worker.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }
}
