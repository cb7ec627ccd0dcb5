using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>A C# kernel with its real worker, for the tests of one class.</summary>
public abstract class CSharpCells : IAsyncLifetime
{
    private static readonly TimeSpan patientGrace = TimeSpan.FromSeconds(60); // the worker itself must stop the code

    private protected LiveKernel Live { get; } = new("csharp", patientGrace);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Live.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<RecordingSink> OkAsync(string code)
    {
        var (status, shown) = await Live.RunAsync(code);
        Assert.True(status == ExecutionStatus.Ok, string.Join("\n", shown.Error?.Traceback ?? ["no error"]));
        return shown;
    }

    /// <summary>The text of the result of a cell that ends well.</summary>
    private protected async Task<string?> ResultAsync(string code) => (await OkAsync(code)).ResultText;

    /// <summary>The mime bundle of the result of a cell that ends well.</summary>
    private protected async Task<JsonObject> BundleAsync(string code) =>
        Assert.Single((await OkAsync(code)).Outputs.OfType<ResultOutput>()).Data;

    /// <summary>The error of a cell that fails.</summary>
    private protected async Task<ErrorOutput> ErrorAsync(string code)
    {
        var (status, shown) = await Live.RunAsync(code);
        Assert.Equal(ExecutionStatus.Error, status);
        return Assert.Single(shown.Outputs.OfType<ErrorOutput>());
    }
}
