using System.Text.Json.Nodes;

namespace AsyncWorkbook.Jupyter.Tests.Protocol;

/// <summary>What a kernel answers besides running cells.</summary>
public sealed class RequestTests(LiveKernel live) : IClassFixture<LiveKernel>
{
    private readonly JupyterClient client = live.Client;

    [Theory]
    [InlineData("shell")]
    [InlineData("control")]
    public async Task A_kernel_describes_itself_on_both_channels(string channel)
    {
        var reply = await client.RequestAsync("kernel_info_request", channel: channel);
        Assert.Equal("kernel_info_reply", reply.Type);
        Assert.Equal("ok", reply.Status);
        Assert.Equal("5.4", (string?)reply.Content["protocol_version"]);
        Assert.Equal("async-workbook", (string?)reply.Content["implementation"]);
        var language = reply.Content["language_info"]!;
        Assert.Equal("C#", (string?)language["name"]);
        Assert.Equal("text/x-csharp", (string?)language["mimetype"]);
        Assert.Equal(".cs", (string?)language["file_extension"]);
        Assert.NotEmpty(reply.Content["help_links"]!.AsArray());
    }

    [Fact]
    public async Task A_kernel_describes_itself_while_a_cell_runs()
    {
        var (id, cell) = client.BeginCell("Console.WriteLine(\"on\"); await Task.Delay(-1);");
        await client.PrintedAsync(id, "on");
        var reply = await client.RequestAsync("kernel_info_request", channel: "control");
        Assert.Equal("ok", reply.Status);
        Assert.False(cell.IsCompleted);
        await client.RequestAsync("interrupt_request", channel: "control");
        await cell;
    }

    [Fact]
    public async Task Every_request_is_framed_by_busy_and_idle()
    {
        var (id, reply) = client.Begin("history_request", new JsonObject { ["hist_access_type"] = "tail", ["n"] = 1 });
        await reply;
        await client.PublishedAsync(message => message.ParentId == id && (string?)message.Content["execution_state"] == "idle");
        Assert.Equal(
            ["busy", "idle"], client.PublishedFor(id).Select(message => (string?)message.Content["execution_state"]));
    }

    [Fact]
    public async Task Dates_are_written_as_Jupyters_own_clients_read_them()
    {
        var answer = await client.ExecuteAsync("6 * 7");
        var dates = answer.Published.Select(message => (string)message.Header["date"]!)
            .Append((string)answer.Reply.Header["date"]!)
            .Append((string)answer.Reply.Metadata["started"]!);
        // With more digits than these they take a date for any text; and without its zone for the reader's.
        Assert.All(dates, date => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", date));
    }

    [Fact]
    public async Task The_heartbeat_echoes()
    {
        byte[] bytes = [1, 0, 255];
        Assert.Equal(bytes, await client.BeatAsync(bytes));
    }

    [Fact]
    public async Task History_has_the_cells_that_were_stored()
    {
        await client.ExecuteAsync("var h1 = 1;");
        await client.ExecuteAsync("var hidden = 2;", new JsonObject { ["store_history"] = false });
        await client.ExecuteAsync("var h2 = 3;");
        Assert.Equal(["var h1 = 1;", "var h2 = 3;"], await HistoryAsync(new() { ["hist_access_type"] = "tail", ["n"] = 2 }));
        Assert.Equal(["var h1 = 1;"], await HistoryAsync(new() { ["hist_access_type"] = "search", ["pattern"] = "*h1*", ["n"] = 9 }));
        var reply = await client.ExecuteAsync("var h3 = 4;");
        var line = (int)reply.Reply.Content["execution_count"]!;
        Assert.Equal(
            ["var h2 = 3;"],
            await HistoryAsync(new() { ["hist_access_type"] = "range", ["session"] = 0, ["start"] = line - 1, ["stop"] = line }));
    }

    [Fact]
    public async Task History_with_output_has_pairs()
    {
        await client.ExecuteAsync("var paired = 1;");
        var reply = await client.RequestAsync(
            "history_request", new JsonObject { ["hist_access_type"] = "tail", ["n"] = 1, ["output"] = true });
        var entry = Assert.Single(reply.Content["history"]!.AsArray())!.AsArray();
        Assert.Equal("var paired = 1;", (string?)entry[2]![0]);
    }

    [Fact]
    public async Task There_are_no_comms()
    {
        var reply = await client.RequestAsync("comm_info_request");
        Assert.Equal("ok", reply.Status);
        Assert.Empty(reply.Content["comms"]!.AsObject());
    }

    [Fact]
    public async Task An_unknown_comm_is_closed()
    {
        var id = client.Tell("comm_open", new JsonObject { ["comm_id"] = "c1", ["target_name"] = "widget", ["data"] = new JsonObject() });
        var closed = await client.PublishedAsync(message => message.Type == "comm_close" && message.ParentId == id);
        Assert.Equal("c1", (string?)closed.Content["comm_id"]);
        client.Tell("comm_msg", new JsonObject { ["comm_id"] = "c1", ["data"] = new JsonObject() });
        Assert.Equal("2", (await client.ExecuteAsync("1 + 1")).Plain);
    }

    [Theory]
    [InlineData("shell")]
    [InlineData("control")]
    public async Task An_unknown_request_has_an_error_for_an_answer(string channel)
    {
        var reply = await client.RequestAsync("dance_request", channel: channel);
        Assert.Equal("dance_reply", reply.Type);
        Assert.Equal("error", reply.Status);
        Assert.Contains("dance_request", (string?)reply.Content["evalue"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("execute_request")]
    [InlineData("complete_request")]
    [InlineData("inspect_request")]
    [InlineData("is_complete_request")]
    [InlineData("history_request")]
    public async Task A_request_without_its_fields_is_answered(string type)
    {
        var reply = await client.RequestAsync(type, new JsonObject { ["code"] = 5, ["cursor_pos"] = "x", ["n"] = -1, ["user_expressions"] = 1 });
        Assert.NotNull(reply.Status);
    }

    [Fact]
    public async Task No_reply_or_signature_is_wrong()
    {
        await client.ExecuteAsync("1 + 1");
        Assert.Empty(client.Problems);
    }

    private async Task<List<string?>> HistoryAsync(JsonObject content)
    {
        var reply = await client.RequestAsync("history_request", content);
        return [.. reply.Content["history"]!.AsArray().Select(entry => (string?)entry![2])];
    }
}
