using System.Text.Json.Nodes;

namespace AsyncWorkbook.Jupyter.Tests.Protocol;

/// <summary>Cells through the protocol: what they show, to whom, and what the reply says.</summary>
public sealed class ExecuteTests(LiveKernel live) : IClassFixture<LiveKernel>
{
    private readonly JupyterClient client = live.Client;

    [Fact]
    public async Task A_cell_is_announced_shown_and_replied_to()
    {
        var answer = await client.ExecuteAsync("6 * 7");
        Assert.Equal("execute_reply", answer.Reply.Type);
        Assert.Equal("ok", answer.Reply.Status);
        Assert.Equal(["status", "execute_input", "execute_result", "status"], answer.Published.Select(message => message.Type));
        var count = (int)answer.Reply.Content["execution_count"]!;
        Assert.Equal(count, (int)answer.Published[1].Content["execution_count"]!);
        Assert.Equal("6 * 7", (string?)answer.Published[1].Content["code"]);
        Assert.Equal(count, (int)answer.Published[2].Content["execution_count"]!);
        Assert.Equal("42", answer.Plain);
        Assert.Empty(answer.Reply.Content["payload"]!.AsArray());
        Assert.Empty(answer.Reply.Content["user_expressions"]!.AsObject());
    }

    [Fact]
    public async Task Stored_cells_are_counted()
    {
        var first = (int)(await client.ExecuteAsync("1")).Reply.Content["execution_count"]!;
        await client.ExecuteAsync("2", new JsonObject { ["store_history"] = false });
        await client.ExecuteAsync("3", new JsonObject { ["silent"] = true });
        await client.ExecuteAsync(" ");
        Assert.Equal(first + 1, (int)(await client.ExecuteAsync("4")).Reply.Content["execution_count"]!);
    }

    [Fact]
    public async Task A_silent_cell_shows_nothing_and_keeps_what_it_declares()
    {
        var answer = await client.ExecuteAsync(
            "var quiet = 5; Console.WriteLine(\"hush\"); quiet", new JsonObject { ["silent"] = true });
        Assert.Equal(["status", "status"], answer.Published.Select(message => message.Type));
        Assert.Equal("5", (await client.ExecuteAsync("quiet")).Plain);
    }

    [Theory]
    [InlineData("int a = 4;", "a * 2", "8", "nowhere")]
    [InlineData("#!javascript\nb = 4;", "b * 2", "8", "nowhere")]
    [InlineData("#!python\nc = 4", "c * 2", "8", "nowhere")]
    public async Task User_expressions_are_evaluated_in_the_language_of_the_cell(string code, string good, string value, string bad)
    {
        var answer = await client.ExecuteAsync(
            code, new JsonObject { ["user_expressions"] = new JsonObject { ["good"] = good, ["bad"] = bad } });
        Assert.Equal("ok", answer.Reply.Status);
        var values = answer.Reply.Content["user_expressions"]!;
        Assert.Equal("ok", (string?)values["good"]!["status"]);
        Assert.Equal(value, (string?)values["good"]!["data"]!["text/plain"]);
        Assert.Equal("error", (string?)values["bad"]!["status"]);
        Assert.Contains("nowhere", (string?)values["bad"]!["evalue"], StringComparison.Ordinal);
        Assert.Empty(answer.Outputs);
    }

    [Fact]
    public async Task User_expressions_behind_text_are_in_CSharp_and_an_empty_one_is_an_error()
    {
        await client.ExecuteAsync("var seen = 4;");
        var answer = await client.ExecuteAsync(
            "#!markdown\n# Words", new JsonObject { ["user_expressions"] = new JsonObject { ["good"] = "seen * 2", ["empty"] = "" } });
        var values = answer.Reply.Content["user_expressions"]!;
        Assert.Equal("8", (string?)values["good"]!["data"]!["text/plain"]);
        Assert.Equal("error", (string?)values["empty"]!["status"]);
        Assert.Single(answer.Outputs);
    }

    [Theory]
    [InlineData("throw new InvalidOperationException(\"over\");", "InvalidOperationException", "over")]
    [InlineData("#!javascript\nthrow new TypeError('over');", "TypeError", "over")]
    [InlineData("#!python\nraise ValueError('over')", "ValueError", "over")]
    [InlineData("#!nope", "DirectiveError", "nope")]
    public async Task An_error_is_shown_and_replied(string code, string name, string message)
    {
        var answer = await client.ExecuteAsync(code);
        Assert.Equal("error", answer.Reply.Status);
        var shown = Assert.Single(answer.Outputs);
        foreach (var content in new[] { shown.Content, answer.Reply.Content })
        {
            Assert.EndsWith(name, (string?)content["ename"], StringComparison.Ordinal);
            Assert.Contains(message, (string?)content["evalue"], StringComparison.Ordinal);
            Assert.NotEmpty(content["traceback"]!.AsArray());
        }
    }

    [Theory]
    [InlineData("polyglot_notebook", "kernelName")]
    [InlineData("dotnet_interactive", "language")]
    public async Task The_metadata_of_a_cell_pick_its_language(string section, string field)
    {
        var metadata = new JsonObject { [section] = new JsonObject { [field] = "python" } };
        Assert.Equal("Infinity", (await client.ExecuteAsync("float('inf')", metadata: (JsonObject)metadata.DeepClone())).Plain.Replace("inf", "Infinity", StringComparison.Ordinal));
        Assert.Equal("5", (await client.ExecuteAsync("#!csharp\n\"first\".Length", metadata: metadata)).Plain);
    }

    [Fact]
    public async Task One_cell_may_speak_all_languages()
    {
        var answer = await client.ExecuteAsync("1\n#!javascript\nreturn 2;\n#!python\n3");
        Assert.Equal("123", answer.Plain);
    }

    [Fact]
    public async Task Values_travel_between_languages()
    {
        await client.ExecuteAsync("#!python\nboards = [1, 2, 3]");
        var answer = await client.ExecuteAsync("#!set --name shared --value @python:boards\nshared.RootElement.GetArrayLength()");
        Assert.Equal("3", answer.Plain);
    }

    [Fact]
    public async Task Text_arrives_while_the_cell_runs()
    {
        var (id, answer) = client.BeginCell("Console.WriteLine(\"early\"); await Task.Delay(-1);");
        await client.PrintedAsync(id, "early");
        Assert.False(answer.IsCompleted);
        await client.RequestAsync("interrupt_request", channel: "control");
        await answer;
    }

    [Fact]
    public async Task Much_text_arrives_whole_in_few_messages()
    {
        const int lines = 20_000;
        var answer = await client.ExecuteAsync($"#!python\nfor i in range({lines}): print(i)");
        Assert.Equal(string.Concat(Enumerable.Range(0, lines).Select(i => $"{i}\n")), answer.Plain);
        Assert.True(answer.Outputs.Count < lines / 10, $"{answer.Outputs.Count} messages");
    }

    [Fact]
    public async Task Text_and_displays_keep_their_order()
    {
        var answer = await client.ExecuteAsync(
            "Console.Write(\"a\"); Console.Error.Write(\"b\"); display(\"c\"); Console.Write(\"d\"); \"e\"");
        Assert.Equal("abcde", answer.Plain);
        Assert.Equal(
            ["stream", "stream", "display_data", "stream", "execute_result"], answer.Outputs.Select(output => output.Type));
    }

    [Fact]
    public async Task A_display_is_updated_by_its_id()
    {
        var first = await client.ExecuteAsync("var shown = display(\"one\");");
        var id = (string?)Assert.Single(first.Outputs).Content["transient"]!["display_id"];
        Assert.NotNull(id);
        var second = await client.ExecuteAsync("shown.Update(\"two\");");
        var update = Assert.Single(second.Outputs);
        Assert.Equal("update_display_data", update.Type);
        Assert.Equal(id, (string?)update.Content["transient"]!["display_id"]);
        Assert.Equal("two", update.Plain);
    }

    [Fact]
    public async Task Outputs_can_be_cleared()
    {
        var answer = await client.ExecuteAsync(
            "#!python\nprint('old')\nclear_output(wait=True)\nprint('new')");
        var clear = answer.Outputs.Single(output => output.Type == "clear_output");
        Assert.True((bool)clear.Content["wait"]!);
    }

    [Fact]
    public async Task Late_output_names_the_cell_that_caused_it()
    {
        var (id, answer) = client.BeginCell(
            "#!python\nimport asyncio\nasync def late():\n    await go.wait()\n    print('late')\n"
            + "go = asyncio.Event()\ntask = asyncio.create_task(late())");
        await answer;
        await client.ExecuteAsync("#!python\ngo.set()\nawait task");
        await client.PrintedAsync(id, "late");
    }

    [Fact]
    public async Task A_value_is_one_bundle_of_forms()
    {
        await client.ExecuteAsync("#r \"System.Text.Json\"\nrecord Board(int Number);");
        var result = Assert.Single((await client.ExecuteAsync("new Board(3)")).Outputs);
        var data = result.Content["data"]!.AsObject();
        Assert.Contains("text/plain", data.Select(form => form.Key));
        Assert.Contains("text/html", data.Select(form => form.Key));
        var json = Assert.Single((await client.ExecuteAsync("#!javascript\nreturn {a: [1]};")).Outputs);
        Assert.Equal("[1]", json.Content["data"]!["application/json"]!["a"]!.ToJsonString());
        Assert.NotNull(json.Content["data"]!["text/plain"]);
    }

    [Fact]
    public async Task A_failed_cell_aborts_what_waits_behind_it()
    {
        var (id, first) = client.BeginCell(
            "#!python\nimport asyncio\nprint('on')\nwait = asyncio.Event()\nawait wait.wait()\n", new JsonObject { ["stop_on_error"] = true });
        await client.PrintedAsync(id, "on");
        var waiting = Enumerable.Range(0, 5).Select(_ => client.BeginCell("1").Answer).ToList();
        var history = client.RequestAsync("history_request", new JsonObject { ["hist_access_type"] = "tail", ["n"] = 1 });
        await client.RequestAsync("interrupt_request", channel: "control");
        Assert.Equal("error", (await first).Reply.Status);
        Assert.All(await Task.WhenAll(waiting), answer =>
        {
            Assert.Equal("aborted", answer.Reply.Status);
            Assert.Empty(answer.Outputs);
        });
        Assert.Equal("ok", (await history).Status);
        Assert.Equal("2", (await client.ExecuteAsync("1 + 1")).Plain);
    }

    [Theory]
    [InlineData("stop_on_error", false)]
    [InlineData("silent", true)]
    public async Task A_failed_cell_aborts_nothing_where_it_is_asked_not_to_or_shows_nothing(string option, bool value)
    {
        var (_, first) = client.BeginCell("throw new Exception(\"x\");", new JsonObject { [option] = value });
        var (_, second) = client.BeginCell("1 + 1");
        Assert.Equal("error", (await first).Reply.Status);
        Assert.Equal("ok", (await second).Reply.Status);
    }

    [Fact]
    public async Task A_thousand_cells_in_a_row_keep_their_order()
    {
        var cells = Enumerable.Range(0, 1000).Select(i => client.BeginCell($"{i}").Answer).ToList();
        var answers = await Task.WhenAll(cells);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), answers.Select(answer => answer.Plain));
        var first = (int)answers[0].Reply.Content["execution_count"]!;
        Assert.Equal(
            Enumerable.Range(first, 1000), answers.Select(answer => (int)answer.Reply.Content["execution_count"]!));
        Assert.Empty(client.Problems);
    }
}
