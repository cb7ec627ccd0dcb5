using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>JavaScript cells that are interrupted.</summary>
[StartsProcesses]
public sealed class JavaScriptInterruptTests : JavaScriptCells
{
    [Theory]
    [InlineData("a loop", "while (true);")]
    [InlineData("a loop that prints", "while (true) console.log('x');")]
    [InlineData("a loop after an await", "await null; while (true);")]
    [InlineData("a loop after a timer", "await new Promise((resolve) => setTimeout(resolve, 1)); while (true);")]
    [InlineData("a loop in a callback", "setTimeout(() => { while (true); }); await new Promise(() => {});")]
    [InlineData("a loop in parallel tasks", "await Promise.all([1, 2].map(async () => { await null; for (;;); }));")]
    [InlineData("awaits without end", "while (true) await null;")]
    [InlineData("Atomics.wait", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);")]
    [InlineData("Atomics.wait after an await", "await null; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);")]
    [InlineData("a promise that never settles", "await new Promise(() => {});")]
    [InlineData("a long timer", "await new Promise((resolve) => setTimeout(resolve, 1e9));")]
    [InlineData("a hopeless expression", "/(a+)+$/.test(`${'a'.repeat(50)}b`);")]
    [InlineData("a loop in its finally", "try { while (true); } finally { for (;;); }")]
    public async Task An_interrupt_stops_it_and_keeps_the_variables(string what, string code)
    {
        await OkAsync("const kept = 42;");
        var process = Live.Kernel.ProcessId;

        Assert.Equal((what, ExecutionStatus.Interrupted), (what, await InterruptAsync($"console.log('began'); {code}")));

        Assert.Equal("42", await JsonAsync("await new Promise((resolve) => setTimeout(resolve)); return kept;"));
        Assert.Equal(process, Live.Kernel.ProcessId);
    }

    [Fact]
    public async Task An_interrupted_cell_does_not_go_on_behind_the_readers_back()
    {
        await OkAsync("const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms)); let ticks = 0, wentOn = false;");
        Assert.Equal(ExecutionStatus.Interrupted, await InterruptAsync("""
            setInterval(() => { ticks++; }, 1);
            while (ticks === 0) await sleep(1);
            console.log('began');
            await sleep(100);
            wentOn = true;
            """));

        // Timers fire in the order in which they are due.
        Assert.Equal("[true,false]", await JsonAsync("const then = ticks; await sleep(200); return [then === ticks, wentOn];"));
    }

    [Fact]
    public async Task What_an_interrupted_cell_waits_for_rejects_so_its_finally_runs()
    {
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var run = Live.StartCell(
            """
            const { setTimeout: sleep } = await import('node:timers/promises');
            console.log('waiting');
            try { await sleep(1e9); } finally { console.log('cleaned up'); }
            """,
            sink,
            interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout == "waiting\n");

        await interrupt.CancelAsync();

        Assert.Equal(ExecutionStatus.Interrupted, await run);
        Assert.Equal("Interrupted", sink.Error?.Name);
        await sink.UntilAsync(shown => shown.Stdout == "waiting\ncleaned up\n");
    }
}
