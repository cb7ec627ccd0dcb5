using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>JavaScript cells, run by the real worker in a real Node. Each test has a worker of its own.</summary>
public abstract class JavaScriptCells : IAsyncDisposable
{
    private static readonly TimeSpan patientGrace = TimeSpan.FromSeconds(60); // the worker itself must stop the code

    private protected LiveKernel Live { get; } = new("javascript", patientGrace);

    /// <summary>Ends the worker.</summary>
    public async ValueTask DisposeAsync()
    {
        await Live.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a cell and interrupts it when it prints that it began.</summary>
    private protected async Task<ExecutionStatus> InterruptAsync(string code)
    {
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var run = Live.StartCell(code, sink, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout.StartsWith("began", StringComparison.Ordinal));
        await interrupt.CancelAsync();
        var status = await run;
        Assert.Equal("Interrupted", sink.Error?.Name);
        return status;
    }

    private protected async Task OkAsync(string code)
    {
        var (status, shown) = await Live.RunAsync(code);
        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
    }

    private protected async Task<JsonObject> ResultAsync(string code)
    {
        var (status, shown) = await Live.RunAsync(code);
        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
        return Assert.Single(shown.Outputs.OfType<ResultOutput>()).Data;
    }

    private protected async Task<string> JsonAsync(string code) => (await ResultAsync(code))["application/json"]!.ToJsonString();

    private protected Task<SharedValue> GetAsync(string name) => Live.Kernel.GetValueAsync(name, SharedValue.Json, default);
}
