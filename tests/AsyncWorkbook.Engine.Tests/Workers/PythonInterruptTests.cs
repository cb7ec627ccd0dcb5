using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>Python cells that are interrupted.</summary>
[StartsProcesses]
public sealed class PythonInterruptTests : PythonCells
{
    [Theory]
    [InlineData("time.sleep(1e6)")]
    [InlineData("await asyncio.gather(asyncio.sleep(1e6), asyncio.sleep(1e6))")]
    [InlineData("async def busy():\n    while True: pass\nawait asyncio.create_task(busy())")]
    [InlineData("async def busy():\n    while True: await asyncio.sleep(0)\nasync with asyncio.TaskGroup() as group:\n    group.create_task(busy())")]
    [InlineData("async def nothing(): pass\nwhile True: await asyncio.gather(*[nothing() for _ in range(100)])")]
    [InlineData("asyncio.get_running_loop().call_soon(time.sleep, 1e6)\nawait asyncio.sleep(1e6)")]
    [InlineData("asyncio.get_running_loop().call_soon(time.sleep, 1e6)\nprint('began')\nwhile True: pass")]
    [InlineData("await asyncio.to_thread(time.sleep, 0)\nthreading.Event().wait()")]
    [InlineData("subprocess.run(['sleep', '1000'])")]
    [InlineData("while True: display(HTML('x'))")]
    [InlineData("class Slow:\n    def __repr__(self): time.sleep(1e6)\nSlow()")]
    [InlineData("class Slow(Exception):\n    def __str__(self): time.sleep(1e6)\nraise Slow")]
    public async Task An_interrupt_stops_it_and_keeps_the_variables(string code)
    {
        await OkAsync("import asyncio, subprocess, threading, time\nkept = 42");
        var process = Live.Kernel.ProcessId;

        var shown = await InterruptAsync(code);

        Assert.Equal("KeyboardInterrupt", shown.Error!.Traceback[^1]);
        Assert.Equal("42", await TextAsync("await asyncio.sleep(0)\nkept"));
        Assert.Equal(process, Live.Kernel.ProcessId);
    }

    [Fact]
    public async Task An_interrupt_shows_where_the_cell_was()
    {
        // The loop prints, so the cell waits in its third line by then.
        var shown = await InterruptAsync("""
            import asyncio
            asyncio.get_running_loop().call_soon(print, 'began')
            await asyncio.sleep(1e6)
            """);

        Assert.Contains("  File \"cell 1\", line 3, in <module>", shown.Error!.Traceback);
    }

    [Fact]
    public async Task What_an_interrupted_cell_cleans_up_is_awaited()
    {
        var shown = await InterruptAsync("""
            import asyncio
            try:
                print('began')
                await asyncio.sleep(1e6)
            finally:
                await asyncio.sleep(0.01)
                print('cleaned up')
            """);

        Assert.Equal("began\ncleaned up\n", shown.Stdout);
    }

    [Fact]
    public async Task An_interrupt_that_the_cell_handles_is_still_told()
    {
        var shown = await InterruptAsync("import time\ntry: print('began') or time.sleep(1e6)\nexcept KeyboardInterrupt: print('handled')");

        Assert.Equal("began\nhandled\n", shown.Stdout);
        Assert.Equal(("KeyboardInterrupt", "the cell was interrupted, and ended by itself"), (shown.Error!.Name, shown.Error.Value));
    }

    [Fact]
    public async Task An_interrupt_spares_the_tasks_of_earlier_cells()
    {
        await OkAsync("import asyncio\ntask = asyncio.create_task(asyncio.sleep(1e6))");

        await InterruptAsync("await asyncio.sleep(1e6)");

        Assert.Equal("False", await TextAsync("task.done()"));
    }

    [Fact]
    public async Task A_cell_that_will_not_stop_loses_its_process()
    {
        await using var impatient = new LiveKernel("python", TimeSpan.FromMilliseconds(1));
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var run = impatient.StartCell("""
            import time
            while True:
                try:
                    print('began')
                    time.sleep(1e6)
                except KeyboardInterrupt:
                    pass
            """, sink, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout.Length > 0);
        await interrupt.CancelAsync();

        Assert.Equal(ExecutionStatus.Killed, await run);
        Assert.Equal("1", (await impatient.RunAsync("1")).Shown.ResultText);
    }
}
