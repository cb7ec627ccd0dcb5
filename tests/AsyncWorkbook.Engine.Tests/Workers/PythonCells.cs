using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>Python cells, run by the real worker in a real CPython. Each test has a worker of its own.</summary>
public abstract class PythonCells : IAsyncDisposable
{
    private protected static readonly TimeSpan patientGrace = TimeSpan.FromSeconds(60); // the worker itself must stop the code

    private protected LiveKernel Live { get; } = new("python", patientGrace);

    /// <summary>Ends the worker.</summary>
    public async ValueTask DisposeAsync()
    {
        await Live.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a cell and interrupts it when it prints that it began.</summary>
    private protected async Task<RecordingSink> InterruptAsync(string code)
    {
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var run = Live.StartCell(code.Contains("began", StringComparison.Ordinal) ? code : $"print('began')\n{code}", sink, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout.StartsWith("began", StringComparison.Ordinal));
        await interrupt.CancelAsync();
        Assert.Equal(ExecutionStatus.Interrupted, await run);
        Assert.Equal("KeyboardInterrupt", sink.Error?.Name);
        return sink;
    }

    private protected async Task OkAsync(string code)
    {
        var (status, shown) = await Live.RunAsync(code);
        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
    }

    private protected async Task<string?> TextAsync(string code)
    {
        var (status, shown) = await Live.RunAsync(code);
        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
        return shown.ResultText;
    }
}
