using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>C# cells that are run one after the other by one real worker, as those of a notebook are.</summary>
public abstract class CSharpCells(CSharpCells.Notebook notebook) : IClassFixture<CSharpCells.Notebook>
{
    private protected LiveKernel Live => notebook.Live;

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

    /// <summary>The worker that the tests of one class share.</summary>
    public sealed class Notebook : IAsyncDisposable
    {
        private static readonly TimeSpan patientGrace = TimeSpan.FromSeconds(60); // the worker itself must stop the code

        internal LiveKernel Live { get; } = new("csharp", patientGrace);

        /// <summary>Ends the worker.</summary>
        public ValueTask DisposeAsync() => Live.DisposeAsync();
    }
}
