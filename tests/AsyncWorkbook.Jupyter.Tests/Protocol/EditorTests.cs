using System.Text.Json.Nodes;

namespace AsyncWorkbook.Jupyter.Tests.Protocol;

/// <summary>What a front end asks while its reader types, in all three languages; positions count code points.</summary>
public sealed class EditorTests(LiveKernel live) : IClassFixture<LiveKernel>
{
    private const string bar = "|"; // where the cursor stands

    private readonly JupyterClient client = live.Client;

    [Theory]
    [InlineData("Console.WriteL|", "WriteLine")]
    [InlineData("var s = \"♟😀\"; s.Leng|", "Length")]
    [InlineData("#!javascript\n'😀'.toUpperC|", "toUpperCase")]
    [InlineData("#!python\n'😀'.upp|", "upper")]
    [InlineData("#!jav|", "#!javascript")]
    public async Task Completions(string code, string expected)
    {
        var (text, cursor) = At(code);
        var reply = await client.RequestAsync("complete_request", new JsonObject { ["code"] = text, ["cursor_pos"] = cursor });
        Assert.Equal("ok", reply.Status);
        Assert.Equal(cursor, (int)reply.Content["cursor_end"]!);
        var matches = reply.Content["matches"]!.AsArray().Select(match => (string?)match).ToList();
        Assert.Contains(expected, matches);
        var start = (int)reply.Content["cursor_start"]!;
        var typed = string.Concat(text.EnumerateRunes().Skip(start).Take(cursor - start));
        Assert.StartsWith(typed, expected, StringComparison.Ordinal);
        Assert.Contains(
            reply.Content["metadata"]!["_jupyter_types_experimental"]!.AsArray(), item => (string?)item!["text"] == expected);
    }

    [Fact]
    public async Task The_metadata_of_the_cell_pick_the_language()
    {
        var reply = await client.RequestAsync(
            "complete_request",
            new JsonObject { ["code"] = "'x'.toUpperC", ["cursor_pos"] = 12 },
            metadata: new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "javascript" } });
        Assert.Contains("toUpperCase", reply.Content["matches"]!.AsArray().Select(match => (string?)match));
    }

    [Theory]
    [InlineData("Console.Write|Line(1);", "WriteLine")]
    [InlineData("#!javascript\nMath.ma|x(1, 2)", "max")]
    [InlineData("#!python\nle|n('x')", "len")]
    public async Task Inspections(string code, string expected)
    {
        var (text, cursor) = At(code);
        var reply = await client.RequestAsync(
            "inspect_request", new JsonObject { ["code"] = text, ["cursor_pos"] = cursor, ["detail_level"] = 0 });
        Assert.Equal("ok", reply.Status);
        Assert.True((bool)reply.Content["found"]!);
        Assert.Contains(expected, (string?)reply.Content["data"]!["text/plain"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_describes_itself_for_ever_does_not_hold_up_cells()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Python has no timer there that could interrupt it");
        await client.ExecuteAsync("#!python\nclass Endless:\n    def __repr__(self):\n        while True: pass\nendless = Endless()");
        var reply = await client.RequestAsync("inspect_request", new JsonObject { ["code"] = "#!python\nendless", ["cursor_pos"] = 12 });
        Assert.Contains("Endless", (string?)reply.Content["data"]!["text/plain"], StringComparison.Ordinal);
        Assert.Equal("2", (await client.ExecuteAsync("#!python\ntype(endless).__name__ and 2")).Plain);
    }

    [Theory]
    [InlineData("csharp", "while (!System.IO.File.Exists(\"{0}\")) System.Threading.Thread.Sleep(1);", "var knownBefore = 1;", "Console.Write(knownHere.Length); knownB|", "knownBefore")]
    [InlineData("csharp", "while (!System.IO.File.Exists(\"{0}\")) System.Threading.Thread.Sleep(1);", "\"a\".ToUpperInvariant()", "text.ToUpp|", "ToUpperInvariant")]
    [InlineData("javascript", "const {{ existsSync }} = require('fs'); while (!existsSync('{0}')) {{ }}", "var knownBefore = 1;", "knownB|", "knownBefore")]
    [InlineData("python", "import os, time\nwhile not os.path.exists('{0}'): pass", "known_before = 1", "known_b|", "known_before")]
    [InlineData("python", "import asyncio, os\nwhile not os.path.exists('{0}'): await asyncio.sleep(0)", "known_before = 'a'", "known_before.upp|", "upper")]
    [InlineData("csharp", "while (!System.IO.File.Exists(\"{0}\")) System.Threading.Thread.Sleep(1);", "1", "#!time\n#!val|", "#!value")]
    public async Task A_cell_that_runs_does_not_keep_an_editor_waiting(string language, string busy, string before, string typed, string expected)
    {
        var gate = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await client.ExecuteAsync($"#!{language}\n{before}");
        var (id, running) = client.BeginCell($"#!{language}\n" + string.Format(System.Globalization.CultureInfo.InvariantCulture, busy, gate));
        try
        {
            var (text, cursor) = At($"#!{language}\n{typed}");
            for (var again = 0; again < 2; again++)
            {
                var reply = await client.RequestAsync("complete_request", new JsonObject { ["code"] = text, ["cursor_pos"] = cursor });
                Assert.Contains(expected, reply.Content["matches"]!.AsArray().Select(match => (string?)match));
            }

            Assert.Equal("ok", (await client.RequestAsync("inspect_request", new JsonObject { ["code"] = text, ["cursor_pos"] = cursor })).Status);
            Assert.NotEqual("", (await client.RequestAsync("is_complete_request", new JsonObject { ["code"] = text })).Status);
            Assert.Equal("ok", (await client.RequestAsync("history_request", new JsonObject { ["hist_access_type"] = "tail", ["n"] = 1 })).Status);
            Assert.False(running.IsCompleted);

            // What front ends show last is that the kernel is busy.
            await client.PublishedAsync(message => message.ParentId == id && message.Type == "status" && (string?)message.Content["execution_state"] == "busy");
            Assert.DoesNotContain(client.PublishedFor(id), message => (string?)message.Content["execution_state"] == "idle");
        }
        finally
        {
            await File.WriteAllTextAsync(gate, "");
        }

        Assert.Equal("ok", (await running).Reply.Status);
        File.Delete(gate);
        Assert.Equal("2", (await client.ExecuteAsync("1 + 1")).Plain);
    }

    [Theory]
    [InlineData("   |")]
    [InlineData("#!python\nno_such_name|")]
    public async Task What_is_not_known_is_not_found(string code)
    {
        var (text, cursor) = At(code);
        var reply = await client.RequestAsync("inspect_request", new JsonObject { ["code"] = text, ["cursor_pos"] = cursor });
        Assert.Equal("ok", reply.Status);
        Assert.False((bool)reply.Content["found"]!);
        Assert.Empty(reply.Content["data"]!.AsObject());
    }

    [Theory]
    [InlineData("1 + 1", "complete")]
    [InlineData("if (true) {", "incomplete")]
    [InlineData("int x = = 1;", "invalid")]
    [InlineData("#!javascript\nreturn 1;", "complete")]
    [InlineData("#!javascript\nif (true) {", "incomplete")]
    [InlineData("#!javascript\nlet = = 1;", "invalid")]
    [InlineData("#!python\n1 + 1", "complete")]
    [InlineData("#!python\ndef f():", "incomplete")]
    [InlineData("#!python\n1 +* 1", "invalid")]
    public async Task Whether_a_cell_is_whole(string code, string expected)
    {
        var reply = await client.RequestAsync("is_complete_request", new JsonObject { ["code"] = code });
        Assert.Equal(expected, reply.Status);
    }

    [Theory]
    [InlineData("#!python", "")]
    [InlineData("1 + 1\n#!javascript", "")]
    [InlineData("if (true) {", "    ")]
    [InlineData("#!javascript\nif (true) {\n    f(", "        ")]
    [InlineData("#!python\ndef f():", "    ")]
    [InlineData("#!python\nfor i in range(3):\n  print(i)", "  ")]
    [InlineData("#!python\nclass A:\n    def f(self):\n        return \"\"\"\na\"\"\"", "")]
    public async Task A_console_goes_on_with_an_indented_line(string code, string indent)
    {
        var reply = await client.RequestAsync("is_complete_request", new JsonObject { ["code"] = code });
        Assert.Equal(("incomplete", indent), (reply.Status, (string?)reply.Content["indent"]));
    }

    [Theory]
    [InlineData("#!python\n")]
    [InlineData("#!value --name x --from-file y")]
    [InlineData("#!python\nif True: print(1)")]
    [InlineData("#!python\nfor i in range(3):\n  print(i)\n")]
    [InlineData("#!python\nfor i in range(3):\n  print(i)\n  ")]
    [InlineData("#!python\nprint(1,\n  2)")]
    public async Task A_console_runs_what_is_whole(string code)
    {
        var reply = await client.RequestAsync("is_complete_request", new JsonObject { ["code"] = code });
        Assert.Equal("complete", reply.Status);
    }

    private static (string Text, int Cursor) At(string code)
    {
        var before = code[..code.IndexOf(bar, StringComparison.Ordinal)];
        return (code.Replace(bar, "", StringComparison.Ordinal), before.EnumerateRunes().Count());
    }
}
