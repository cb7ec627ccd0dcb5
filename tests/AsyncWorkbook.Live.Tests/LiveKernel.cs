using System.Text.Json;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Programs;
using AsyncWorkbook.Live.Tests;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>
/// A kernel whose worker is a page's Web Worker in Chromium: a program carries the protocol between the two (<c>Page/bridge.mjs</c>).
/// So the engine, and the contract tests, know no difference. Skips what a page cannot do.
/// </summary>
internal sealed class LiveKernel : IAsyncDisposable
{
    private static readonly string page = Path.Combine(Repository.PathOf("tests", "AsyncWorkbook.Live.Tests"), "Page");

    private int cells;

    /// <param name="name">The language.</param>
    /// <param name="grace">How long a cell may take to stop.</param>
    /// <param name="input">Who answers.</param>
    /// <param name="fromDisk">Whether the page is a file, with no server.</param>
    /// <param name="book">The files that cells find, by path: where they lie here.</param>
    public LiveKernel(
        string name, TimeSpan? grace = null, IInput? input = null, bool fromDisk = false, IReadOnlyDictionary<string, string>? book = null)
    {
        NotInAPage.SkipIfListed(name);
        var options = new KernelOptions { WorkingDirectory = page };
        Kernel = new ChildProcessKernel(
            name,
            KernelCatalog.Standard.All.OfType<Language>().Single(language => language.Name == name).DisplayName,
            () => new WorkerLaunch(Runtimes.Node(),
            [
                Path.Combine(page, "bridge.mjs"), name, fromDisk ? "file" : "http", Repository.PathOf("artifacts", "live"),
                Browser.Playwright, Browser.Address, JsonSerializer.Serialize(book ?? new Dictionary<string, string>()),
            ]),
            options with { Grace = grace ?? options.Grace, Input = input ?? options.Input });
    }

    public ChildProcessKernel Kernel { get; }

    /// <summary>Runs a cell to its end and gives what it showed.</summary>
    public async Task<(ExecutionStatus Status, RecordingSink Shown)> RunAsync(string code, CancellationToken interrupt = default)
    {
        var sink = new RecordingSink();
        return (await StartCell(code, sink, interrupt), sink);
    }

    /// <summary>Starts a cell whose output the test watches.</summary>
    public Task<ExecutionStatus> StartCell(string code, RecordingSink sink, CancellationToken interrupt = default) =>
        Kernel.ExecuteAsync(new Code(code, $"cell {++cells}", 1), sink, interrupt);

    public ValueTask DisposeAsync() => Kernel.DisposeAsync();
}
