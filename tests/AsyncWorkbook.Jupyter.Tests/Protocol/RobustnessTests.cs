using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Jupyter.Tests.Protocol;

/// <summary>What others send does not break a kernel, and front ends that come and go do not, either.</summary>
public sealed class RobustnessTests : IAsyncLifetime
{
    private readonly KernelProcess kernel = new();
    private JupyterClient client = null!;

    public async ValueTask InitializeAsync() => client = await JupyterClient.ConnectAsync(kernel);

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        kernel.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("shell")]
    [InlineData("control")]
    public async Task A_message_with_a_wrong_signature_is_dropped(string channel)
    {
        var frames = client.Frames(
            client.Header("shutdown_request", "forged"), [], [], new JsonObject { ["restart"] = false });
        frames[1] = Encoding.ASCII.GetBytes(new string('0', 64));
        client.Send(channel, frames);
        frames[1] = [];
        client.Send(channel, frames);
        Assert.Contains("wrong signature", await kernel.ComplainedAsync(), StringComparison.Ordinal);
        await AssertAliveAsync();
        Assert.Empty(client.PublishedFor("forged"));
    }

    [Fact]
    public async Task A_signature_holds_for_all_parts()
    {
        for (var part = 2; part < 6; part++)
        {
            var frames = client.Frames(
                client.Header("execute_request", $"changed{part}"), [], [], new JsonObject { ["code"] = "1" });
            frames[part] = [.. frames[part], (byte)' '];
            client.Send("shell", frames);
        }

        await AssertAliveAsync();
        Assert.All(Enumerable.Range(2, 4), part => Assert.Empty(client.PublishedFor($"changed{part}")));
    }

    [Fact]
    public async Task Memory_that_garbage_has_taken_is_given_back_although_nothing_follows()
    {
        const int size = 200 << 20;
        var before = Resident();
        client.Send("shell", [new byte[size]]);
        await kernel.ComplainedAsync(); // by then it has been there
        for (var until = DateTime.UtcNow + JupyterClient.Patience; Resident() > before + (size / 4);)
        {
            Assert.True(DateTime.UtcNow < until, $"{Resident() >> 20} MB are in use, {before >> 20} before");
            await Task.Yield();
        }

        await AssertAliveAsync();
    }

    [Fact]
    public async Task Garbage_frames_are_dropped()
    {
        byte[] delimiter = "<IDS|MSG>"u8.ToArray();
        var random = new Random(5);
        foreach (var channel in new[] { "shell", "control", "stdin" })
        {
            client.Send(channel, [[]]);
            client.Send(channel, [delimiter]);
            client.Send(channel, [delimiter, delimiter, delimiter, delimiter, delimiter, delimiter]);
            client.Send(channel, [.. Enumerable.Repeat(delimiter, 3), new byte[1 << 20]]);
            for (var i = 0; i < 50; i++)
            {
                client.Send(channel, [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => Noise(random))]);
            }
        }

        client.Send("shell", client.Frames([], [], [], []));
        client.Send("shell", client.Frames(new JsonObject { ["msg_type"] = 5 }, [], [], []));
        Assert.Contains("Dropped", await kernel.ComplainedAsync(), StringComparison.Ordinal);
        await AssertAliveAsync();
    }

    [Fact]
    public async Task Strangers_on_a_port_are_ignored()
    {
        var random = new Random(5);
        foreach (var port in new[] { "shell_port", "control_port", "iopub_port", "stdin_port", "hb_port" })
        {
            byte[][] openings =
            [
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(),
                [0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 0, .. Noise(random)], // a greeting of ZeroMQ, then noise
                [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
                [0x01],
                Noise(random),
            ];
            foreach (var opening in openings)
            {
                using var stranger = new TcpClient();
                await stranger.ConnectAsync("127.0.0.1", (int)kernel.Connection[port]!);
                await stranger.GetStream().WriteAsync(opening);
            }
        }

        await AssertAliveAsync();
        Assert.Equal([7], await client.BeatAsync([7]));
    }

    [Fact]
    public async Task A_client_that_disappears_leaves_the_kernel_to_the_next()
    {
        var gone = await JupyterClient.ConnectAsync(kernel);
        await gone.ExecuteAsync("var kept = 5;");
        var (id, _) = gone.BeginCell("#!python\nprint('on')\nwhile True: print('x' * 100)");
        await gone.PrintedAsync(id, "on");
        gone.Dispose();
        await client.RequestAsync("interrupt_request", channel: "control");
        await client.PublishedAsync(message => message.ParentId == id && (string?)message.Content["execution_state"] == "idle");
        Assert.Equal("5", (await client.ExecuteAsync("kept")).Plain);
    }

    [Fact]
    public async Task Two_clients_share_a_kernel()
    {
        using var other = await JupyterClient.ConnectAsync(kernel);
        var cells = Enumerable.Range(0, 20)
            .SelectMany(i => new[] { (client, client.BeginCell($"\"a{i}\""), $"a{i}"), (other, other.BeginCell($"\"b{i}\""), $"b{i}") })
            .ToList();
        foreach (var (_, (id, answer), text) in cells)
        {
            Assert.Equal(text, (await answer).Plain);

            // Everyone sees what everyone runs; the reply goes to the one who asked, or it would be a problem below.
            await client.PublishedAsync(message => message.ParentId == id && message.Type == "execute_result");
            await other.PublishedAsync(message => message.ParentId == id && message.Type == "execute_result");
        }

        Assert.Equal("5", (await Set(client, other)).Plain);
        Assert.Empty(client.Problems);
        Assert.Empty(other.Problems);
    }

    [Fact]
    public async Task A_question_goes_to_the_client_that_runs_the_cell()
    {
        using var other = await JupyterClient.ConnectAsync(kernel);
        var asked = other.AskedAsync();
        var wrong = client.AskedAsync();
        var (_, answer) = other.BeginCell("#!javascript\nreturn prompt('Who?');");
        var question = await asked;
        other.Tell("input_reply", new JsonObject { ["value"] = "Judit" }, "stdin", question.Header);
        Assert.Contains("Judit", (await answer).Plain, StringComparison.Ordinal);
        Assert.False(wrong.IsCompleted);
    }

    [Fact]
    public async Task A_worker_that_dies_does_not_take_the_kernel_with_it()
    {
        await client.ExecuteAsync("#!python\nkept = 5");
        var crashed = await client.ExecuteAsync("Environment.FailFast(\"over\");");
        Assert.Equal("error", crashed.Reply.Status);
        Assert.Equal("5", (await client.ExecuteAsync("#!python\nkept")).Plain);
        await AssertAliveAsync();
    }

    [Fact]
    public async Task A_missing_runtime_is_an_error_of_its_cell()
    {
        using var without = new KernelProcess(
            environment: new Dictionary<string, string> { ["WORKBOOK_NODE"] = "/nowhere/node" });
        using var alone = await JupyterClient.ConnectAsync(without);
        var answer = await alone.ExecuteAsync("#!javascript\nreturn 1;");
        Assert.Equal("RuntimeMissing", (string?)answer.Reply.Content["ename"]);
        Assert.Equal("2", (await alone.ExecuteAsync("1 + 1")).Plain);
    }

    private static async Task<Answer> Set(JupyterClient one, JupyterClient other)
    {
        await one.ExecuteAsync("var common = 5;");
        return await other.ExecuteAsync("common");
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }

    private async Task AssertAliveAsync()
    {
        Assert.Contains("2", (await client.ExecuteAsync("1 + 1")).Plain, StringComparison.Ordinal);
        Assert.False(kernel.Process.HasExited);
    }

    private long Resident()
    {
        kernel.Process.Refresh();
        return kernel.Process.WorkingSet64;
    }
}
