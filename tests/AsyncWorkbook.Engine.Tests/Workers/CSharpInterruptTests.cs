using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>C# cells that would not end by themselves; the worker stops them and keeps their variables.</summary>
[StartsProcesses]
public sealed class CSharpInterruptTests(CSharpCells.Notebook notebook) : CSharpCells(notebook)
{
    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("for (;;) ;")]
    [InlineData("while (true) { try { await Task.Delay(1); } catch { } }")]
    [InlineData("try { throw new Exception(); } catch { while (true) { } }")]
    [InlineData("await Task.Yield(); while (true) { }")]
    [InlineData("await Task.Run(() => { while (true) { } });")]
    [InlineData("Parallel.For(0, 1000, i => { while (true) { } });")]
    [InlineData("long Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2); Fib(90)")]
    [InlineData("Thread.Sleep(-1);")]
    [InlineData("Task.Delay(-1).Wait();")]
    [InlineData("Monitor.Enter(gate); Monitor.Wait(gate);")]
    [InlineData("var t = new Thread(() => { lock (gate) Thread.Sleep(-1); }) { IsBackground = true }; t.Start(); t.Join();")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("await new TaskCompletionSource().Task;")]
    [InlineData("IEnumerable<int> Slow() { Thread.Sleep(-1); yield return 1; } Slow()")]
    public async Task An_interrupt_ends_the_cell_and_keeps_its_variables(string code)
    {
        await OkAsync("using System.Threading; object gate = new(); int kept = 7;");
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var cell = Live.StartCell("Console.Write(\"started\");\n" + code, sink, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout == "started");
        await interrupt.CancelAsync();

        Assert.Equal(ExecutionStatus.Interrupted, await cell);
        Assert.Equal("OperationCanceledException", sink.Error?.Name);
        Assert.Equal("7", await ResultAsync("kept"));
    }

    [Fact]
    public async Task Finally_blocks_run_and_work_in_the_background_ends()
    {
        await OkAsync("int rounds = 0; var stopped = new TaskCompletionSource();");
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var cell = Live.StartCell(
            """
            _ = Task.Run(async () => { try { while (true) { rounds++; await Task.Yield(); } } finally { stopped.SetResult(); } });
            while (rounds == 0) await Task.Yield();
            try { Console.Write("started"); while (true) await Task.Yield(); } finally { Console.Write(" cleaned up"); }
            """,
            sink,
            interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout == "started");
        await interrupt.CancelAsync();
        await cell;

        Assert.Equal("started cleaned up", sink.Stdout);
        Assert.Equal("True", await ResultAsync("await stopped.Task; rounds > 0"));
    }

    [Fact]
    public async Task Code_of_an_interrupted_cell_runs_again_in_the_next()
    {
        await OkAsync("async Task<int> CountAsync(int n) { var i = 0; while (i != n) { await Task.Yield(); i++; } return i; }");
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var cell = Live.StartCell("Console.Write(\"started\"); await CountAsync(-1)", sink, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout == "started");
        await interrupt.CancelAsync();

        Assert.Equal(ExecutionStatus.Interrupted, await cell);
        Assert.Equal("3", await ResultAsync("await CountAsync(3)"));
    }
}
