using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>
/// A kernel of the built command line (<c>artifacts/workbook</c>) with its real worker process, in a folder of its own.
/// Build first: <c>dotnet build src/publish.proj</c>.
/// </summary>
internal sealed class LiveKernel : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-test-");
    private int cells;

    public LiveKernel(string name, TimeSpan? grace = null, IInput? input = null)
    {
        var options = new KernelOptions { WorkingDirectory = folder.FullName, Workers = Built.Workers };
        Kernel = (ChildProcessKernel)KernelFactory
            .Create(options with { Grace = grace ?? options.Grace, Input = input ?? options.Input })
            .Single(kernel => kernel.Name == name);
    }

    public ChildProcessKernel Kernel { get; }

    public string Folder => folder.FullName;

    /// <summary>Runs a cell to its end and gives what it showed.</summary>
    public async Task<(ExecutionStatus Status, RecordingSink Shown)> RunAsync(string code, CancellationToken interrupt = default)
    {
        var sink = new RecordingSink();
        return (await StartCell(code, sink, interrupt), sink);
    }

    /// <summary>Starts a cell whose output the test watches.</summary>
    public Task<ExecutionStatus> StartCell(string code, RecordingSink sink, CancellationToken interrupt = default) =>
        Kernel.ExecuteAsync(new Code(code, $"cell {++cells}", 1), sink, interrupt);

    public async ValueTask DisposeAsync()
    {
        await Kernel.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
