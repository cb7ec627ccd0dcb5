using System.Text.Json;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Programs;
using AsyncWorkbook.Live.Tests;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>
/// A kernel whose worker is a page's Web Worker in Chromium: a program carries the protocol between the two (<c>Page/bridge.mjs</c>).
/// So the engine, and the contract tests, know no difference. Skips what a page cannot do. Nobody waits for ever for a page: a cell that has not ended
/// in <see cref="patience"/> is an error that names it.
/// </summary>
internal sealed class LiveKernel : IAsyncDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(4);

    private static readonly string page = Path.Combine(Repository.PathOf("tests", "AsyncWorkbook.Live.Tests"), "Page");

    private readonly string name;
    private readonly bool isShared;
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
        this.name = name;
        isShared = grace is null && input is null && book is null && !fromDisk && SharedKernels.AreForThisTest;
        Kernel = (isShared ? SharedKernels.Take(name) : null) ?? Create(name, grace, input, fromDisk, book);
    }

    public ChildProcessKernel Kernel { get; }

    /// <summary>Runs a cell to its end and gives what it showed.</summary>
    public async Task<(ExecutionStatus Status, RecordingSink Shown)> RunAsync(string code, CancellationToken interrupt = default)
    {
        var sink = new RecordingSink();
        return (await StartCell(code, sink, interrupt), sink);
    }

    /// <summary>Starts a cell whose output the test watches.</summary>
    public async Task<ExecutionStatus> StartCell(string code, RecordingSink sink, CancellationToken interrupt = default)
    {
        var run = Kernel.ExecuteAsync(new Code(code, $"cell {++cells}", 1), sink, interrupt);
        try
        {
            return await run.WaitAsync(patience, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"In a page this {name} cell had not ended after {patience}: {code}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (isShared)
        {
            await SharedKernels.ReturnAsync(name, Kernel);
        }
        else
        {
            await Kernel.DisposeAsync();
        }
    }

    private static ChildProcessKernel Create(string name, TimeSpan? grace, IInput? input, bool fromDisk, IReadOnlyDictionary<string, string>? book)
    {
        var options = new KernelOptions { WorkingDirectory = page };
        return new ChildProcessKernel(
            name,
            KernelCatalog.Standard.All.OfType<Language>().Single(language => language.Name == name).DisplayName,
            () => new WorkerLaunch(Runtimes.Node(),
            [
                Path.Combine(page, "bridge.mjs"), name, fromDisk ? "file" : "http", Repository.PathOf("artifacts", "live"),
                Browser.Playwright, Browser.Address, JsonSerializer.Serialize(book ?? new Dictionary<string, string>()),
            ]),
            options with { Grace = grace ?? options.Grace, Input = input ?? options.Input });
    }
}
