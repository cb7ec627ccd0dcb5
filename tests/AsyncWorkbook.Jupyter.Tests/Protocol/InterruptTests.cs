using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Jupyter.Tests.Protocol;

/// <summary>An interrupt ends the cell that runs, and loses nothing.</summary>
public sealed class InterruptTests(LiveKernel live) : IClassFixture<LiveKernel>
{
    private readonly JupyterClient client = live.Client;

    [Theory]
    [InlineData("var a = 1;", "Console.WriteLine(\"on\"); while (true) { }", "a")]
    [InlineData("var b = 1;", "Console.WriteLine(\"on\"); await Task.Delay(-1);", "b")]
    [InlineData("#!javascript\nc = 1;", "#!javascript\nconsole.log('on'); while (true);", "#!javascript\nreturn c;")]
    [InlineData("#!javascript\nd = 1;", "#!javascript\nconsole.log('on'); await new Promise(() => {});", "#!javascript\nreturn d;")]
    [InlineData("#!python\ne = 1", "#!python\nprint('on')\nwhile True: pass", "#!python\ne")]
    [InlineData("#!python\nf = 1", "#!python\nimport asyncio\nprint('on')\nawait asyncio.sleep(1e6)", "#!python\nf")]
    public async Task Variables_survive(string before, string endless, string after)
    {
        await client.ExecuteAsync(before);
        var (id, answer) = client.BeginCell(endless);
        await client.PrintedAsync(id, "on");
        var interrupted = await client.RequestAsync("interrupt_request", channel: "control");
        Assert.Equal("interrupt_reply", interrupted.Type);
        Assert.Equal("ok", interrupted.Status);
        var ended = await answer;
        Assert.Equal("error", ended.Reply.Status);
        Assert.Contains(ended.Outputs, output => output.Type == "error");
        Assert.Equal("1", (await client.ExecuteAsync(after)).Plain);
    }

    [Fact]
    public async Task Ctrl_C_interrupts_the_cell_as_often_as_it_comes_and_never_ends_the_kernel()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that another process could send");
        for (var i = 0; i < 3; i++)
        {
            var (id, answer) = client.BeginCell("#!python\nprint('on')\nwhile True: pass");
            await client.PrintedAsync(id, "on");
            using var kill = Process.Start("kill", ["-INT", live.Kernel.Process.Id.ToString(CultureInfo.InvariantCulture)]);
            Assert.Equal("error", (await answer).Reply.Status);
        }

        Assert.Equal("2", (await client.ExecuteAsync("1 + 1")).Plain);
    }

    [Fact]
    public async Task Nothing_on_the_control_channel_keeps_it_waiting()
    {
        var (id, endless) = client.BeginCell("#!python\nprint('on')\nwhile True: pass", new JsonObject { ["stop_on_error"] = false });
        await client.PrintedAsync(id, "on");
        var cell = client.RequestAsync("execute_request", new JsonObject { ["code"] = "#!python\n1" }, "control");
        var completion = client.RequestAsync("complete_request", new JsonObject { ["code"] = "#!python\nle", ["cursor_pos"] = 11 }, "control");
        Assert.Equal("ok", (await client.RequestAsync("interrupt_request", channel: "control")).Status);
        var ended = await endless;
        Assert.Equal("error", ended.Reply.Status);
        Assert.Equal(1 + (int)ended.Reply.Content["execution_count"]!, (int)(await cell).Content["execution_count"]!);
        Assert.Equal("ok", (await completion).Status);
    }

    [Fact]
    public async Task An_idle_kernel_does_not_mind()
    {
        Assert.Equal("ok", (await client.RequestAsync("interrupt_request", channel: "control")).Status);
        Assert.Equal("2", (await client.ExecuteAsync("1 + 1")).Plain);
    }

    [Fact]
    public async Task Under_load_an_interrupt_ends_the_running_cell_and_aborts_the_rest()
    {
        var (id, first) = client.BeginCell("#!python\nprint('on')\nwhile True: print('x' * 100)");
        await client.PrintedAsync(id, "on");
        var rest = Enumerable.Range(0, 200).Select(i => client.BeginCell($"{i}").Answer).ToList();
        var questions = Enumerable.Range(0, 50).Select(_ => client.RequestAsync("kernel_info_request", channel: "control")).ToList();
        await client.RequestAsync("interrupt_request", channel: "control");
        Assert.Equal("error", (await first).Reply.Status);
        Assert.All(await Task.WhenAll(rest), answer => Assert.Equal("aborted", answer.Reply.Status));
        Assert.All(await Task.WhenAll(questions), reply => Assert.Equal("ok", reply.Status));
        Assert.Equal("2", (await client.ExecuteAsync("1 + 1", new JsonObject { ["stop_on_error"] = true })).Plain);
    }
}
