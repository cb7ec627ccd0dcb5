using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>What an editor is told of the outputs of cells, and of cells that do not run.</summary>
[StartsProcesses]
public sealed class SessionOutputTests : IDisposable
{
    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Fact]
    public async Task Outputs_have_places_and_text_that_continues_text_has_the_same()
    {
        using var client = new EditorClient(workbook.Folder);
        var events = await client.RunAsync("""
            import sys, time
            print("one", flush=True)
            display(1)
            print("two")
            print("three", file=sys.stderr)
            4
            """, "python");
        Assert.Equal(
            [("stream", 0, "one\n"), ("display", 1, "1"), ("stream", 2, "two\n"), ("stream", 3, "three\n"), ("result", 4, "4")],
            events.Skip(1).SkipLast(1).Select(each => ((string)each["type"]!, (int)each["index"]!, (string?)each["text"] ?? (string)each["data"]!["text/plain"]!)));

        var cell = client.Execute("print('begun', flush=True)\ninput()\nprint('ended')", "python");
        var asked = await client.UntilAsync("ask", cell);
        client.Send("answer", new() { ["question"] = asked[^1]["question"]!.DeepClone(), ["text"] = "" });
        var ended = await client.UntilAsync("done", cell);
        Assert.Equal([("begun\n", 0), ("ended\n", 0)], asked.Concat(ended)
            .Where(each => (string)each["type"]! == "stream").Select(each => ((string)each["text"]!, (int)each["index"]!)));
    }

    [Fact]
    public async Task An_update_has_the_place_of_each_display_that_it_means()
    {
        using var client = new EditorClient(workbook.Folder);
        var first = client.Execute("print('before')\nd = display('a', display_id='mine')", "python");
        Assert.Equal("mine", (string)(await client.UntilAsync("display", first))[^1]["displayId"]!);
        await client.UntilAsync("done", first);
        var second = client.Execute("d2 = display('a', display_id='mine')\nupdate_display('b', display_id='mine')", "python");
        var updates = new List<JsonObject>();
        for (var next = await client.NextAsync(); (string)next["type"]! != "done"; next = await client.NextAsync())
        {
            if ((string)next["type"]! == "update")
            {
                updates.Add(next);
            }
        }

        Assert.Equal([(first, 1), (second, 0)], updates.Select(each => ((string)each["parent"]!, (int)each["index"]!)));
        Assert.All(updates, each => Assert.Equal("'b'", (string)each["data"]!["text/plain"]!));
    }

    [Fact]
    public async Task What_is_to_be_cleared_goes_when_something_new_comes_and_places_begin_anew()
    {
        using var client = new EditorClient(workbook.Folder);
        var events = await client.RunAsync("""
            from IPython.display import clear_output
            display('gone')
            clear_output(wait=True)
            display('kept')
            clear_output(wait=True)
            """, "python");
        Assert.Equal(["started", "display", "clear", "display", "done"], events.Select(each => (string)each["type"]!));
        Assert.Equal(0, (int)events[3]["index"]!);
        events = await client.RunAsync("display('gone')\nclear_output()", "python");
        Assert.Equal(["started", "display", "clear", "done"], events.Select(each => (string)each["type"]!));
    }

    [Fact]
    public async Task Lines_of_an_error_lead_to_the_cells_that_they_name()
    {
        using var client = new EditorClient(workbook.Folder);
        await client.AskAsync("execute", "done", new() { ["code"] = "def f():\n    raise ValueError('no')", ["kernel"] = "python", ["file"] = "cell 1", ["address"] = "cell:a" });
        var failing = client.Send("execute", new() { ["code"] = "f()", ["kernel"] = "python", ["file"] = "cell 2" });
        var error = (await client.UntilAsync("error", failing))[^1];
        Assert.Contains("<a href='cell:a?line=2'>cell 1", (string)error["linked"]!, StringComparison.Ordinal);
        Assert.Contains("cell 2", (string)error["linked"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(error["traceback"]!.AsArray(), line => ((string)line!).Contains("<a ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Errors_lead_to_the_cell_that_failed_also_where_another_has_taken_its_place()
    {
        using var client = new EditorClient(workbook.Folder);
        async Task<string> RunAsync(string code, string file, string address)
        {
            var ran = client.Send("execute", new() { ["code"] = code, ["kernel"] = "python", ["file"] = file, ["address"] = address });
            return string.Concat((await client.UntilAsync("done", ran)).Select(each => (string?)each["linked"]));
        }

        await RunAsync("def f(): raise ValueError('old')", "cell 0", "cell:a");
        await RunAsync("def g(): raise ValueError('new')", "cell 0", "cell:b");
        await RunAsync("def h(): raise ValueError('moved')", "cell 2", "cell:b");
        Assert.Contains("<a href='cell:a?line=1'>cell 0", await RunAsync("f()", "cell 1", "cell:c"), StringComparison.Ordinal);
        Assert.Contains("<a href='cell:b?line=1'>cell 1", await RunAsync("h()", "cell 1", "cell:c"), StringComparison.Ordinal);
        Assert.Contains("<a href='cell:c?line=1'>cell 2", await RunAsync("f()", "cell 1", "cell:c"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1/0", "error")]
    [InlineData("while True: pass", "interrupted")]
    public async Task Cells_that_wait_behind_one_that_failed_or_was_interrupted_are_skipped_and_later_ones_run(string code, string status)
    {
        using var client = new EditorClient(workbook.Folder);
        var failing = client.Execute($"input()\nprint(1)\n{code}", "python"); // those behind are there before it fails
        var skipped = client.Execute("2", "python");
        var ask = (await client.UntilAsync("ask", failing))[^1];
        client.Send("answer", new() { ["question"] = ask["question"]!.DeepClone(), ["text"] = "" });
        await client.PrintedAsync(failing);
        if (status == "interrupted")
        {
            client.Send("interrupt");
        }

        Assert.Equal(status, (string)(await client.UntilAsync("done", failing))[^1]["status"]!);
        Assert.Equal("skipped", (string)Assert.Single(await client.UntilAsync("done", skipped))["status"]!);
        Assert.Equal("3", (string)(await client.RunAsync("3", "python"))[^2]["data"]!["text/plain"]!);
    }

    [Fact]
    public async Task Cells_are_counted_but_for_those_that_were_skipped_and_anew_after_a_restart()
    {
        using var client = new EditorClient(workbook.Folder);
        Assert.Equal(1, (int)(await client.RunAsync("1", "python"))[0]["count"]!);
        Assert.Equal(2, (int)(await client.RunAsync("1/0", "python"))[0]["count"]!);
        var empty = await client.RunAsync(" \n", "python");
        Assert.Equal([("started", null), ("done", "skipped")], empty.Select(each => ((string)each["type"]!, (string?)each["status"])));
        Assert.Null(empty[0]["count"]);
        Assert.Equal(3, (int)(await client.RunAsync("1", "python"))[^2]["count"]!);
        await client.UntilAsync("restarted", client.Send("restart"));
        Assert.Equal(1, (int)(await client.RunAsync("1", "python"))[0]["count"]!);
    }

    [Theory]
    [InlineData("1/0", "ok", "ZeroDivisionError")]
    [InlineData("1", "error", "ExpectedErrorMissing")]
    public async Task A_cell_that_is_to_fail_is_well_if_it_does(string code, string status, string error)
    {
        using var client = new EditorClient(workbook.Folder);
        var cell = client.Send("execute", new() { ["code"] = code, ["kernel"] = "python", ["tags"] = new JsonArray("raises-exception") });
        var events = await client.UntilAsync("done", cell);
        Assert.Equal(status, (string)events[^1]["status"]!);
        Assert.Equal(error, (string)events[^2]["ename"]!);
    }

    [Fact]
    public async Task A_restore_tells_that_it_takes_a_while()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0); // a source that never says anything
        silent.Start();
        using var client = new EditorClient(workbook.Folder);
        var cell = client.Execute($"#i \"nuget: http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/index.json\"\n#r \"nuget: Some.Package\"");
        Assert.Equal("restoring Some.Package", (string)(await client.UntilAsync("progress", cell))[^1]["message"]!);
        client.Send("interrupt");
        Assert.Equal("interrupted", (string)(await client.UntilAsync("done", cell))[^1]["status"]!);
    }

    [Fact]
    public async Task A_dib_is_read_and_written_with_its_letters_before_anything_is_open()
    {
        using var client = new EditorClient(null);
        const string text = "#!meta\n{\"kernelInfo\":{\"defaultKernelName\":\"csharp\"},\"workbook\":{\"cells\":[{\"digest\":\"x\",\"cell\":{\"cell_type\":\"code\",\"metadata\":{\"tags\":[\"parameters\"]}}},"
            + "{\"digest\":\"y\",\"cell\":{\"cell_type\":\"markdown\",\"metadata\":{}}}]}}\n#!csharp\nvar x   = 1;\n#!markdown\n# Title";
        var dib = await client.AskAsync("readDib", "dib", new() { ["text"] = text });
        var cells = dib["cells"]!.AsArray();
        Assert.Equal([(false, "var x   = 1;"), (true, "# Title")], cells.Select(cell => ((bool)cell!["isProse"]!, (string)cell["text"]!)));
        Assert.Equal("parameters", (string)cells[0]!["metadata"]!["tags"]![0]!);
        Assert.Equal("csharp", (string)dib["metadata"]!["polyglot_notebook"]!["kernelInfo"]!["defaultKernelName"]!);
        var written = await client.AskAsync("writeDib", "text", new() { ["front"] = dib["front"]!.DeepClone(), ["cells"] = cells.DeepClone() });
        Assert.Equal(text, (string)written["text"]!);
        cells[1]!["text"] = "# Other";
        written = await client.AskAsync("writeDib", "text", new() { ["front"] = dib["front"]!.DeepClone(), ["cells"] = cells.DeepClone() });
        Assert.Equal(text.Replace("#!markdown\n# Title", "\n#!markdown\n\n# Other\n", StringComparison.Ordinal), (string)written["text"]!);
        var broken = await client.AskAsync("readDib", "dib", new() { ["text"] = "#!meta\n{\n#!csharp\n1\n" });
        Assert.Equal("1", (string)broken["cells"]![0]!["text"]!);
    }
}
