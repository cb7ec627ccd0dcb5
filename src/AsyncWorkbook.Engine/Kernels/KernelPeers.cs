using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>What the kernels of a session can ask of each other while they run.</summary>
internal sealed class KernelPeers : IPeers, IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private KernelSet? kernels;
    private Func<string, IOutputSink, CancellationToken, Task<Code>>? getPackages;

    /// <summary>Says which they are, and who gets packages for them.</summary>
    public void Join(KernelSet joined, Func<string, IOutputSink, CancellationToken, Task<Code>> packages)
    {
        kernels = joined;
        getPackages = packages;
    }

    public IReadOnlyList<Peer> Others(string caller) =>
    [
        .. (kernels?.Catalog.All ?? [])
            .Where(kernel => kernel.Name != caller && kernels!.Find(kernel.Name) is not null)
            .Select(kernel => new Peer(kernel.Name, kernel.DisplayName, kernel.Aliases)),
    ];

    public async Task<ExecutionStatus> SubmitAsync(string kernel, string code, IOutputSink sink, CancellationToken interrupt)
    {
        var other = Find(kernel);
        await oneAtATime.WaitAsync(interrupt);
        try
        {
            return await other.ExecuteAsync(new Code(code, "submitted code", 1), sink, interrupt);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public Task<Code> GetPackagesAsync(string lines, IOutputSink sink, CancellationToken cancel) =>
        getPackages!(lines, sink, cancel);

    public Task<SharedValue> GetValueAsync(string kernel, string name, string mime, CancellationToken cancel) =>
        FindVariables(kernel).GetValueAsync(name, mime, cancel);

    public Task SetValueAsync(string kernel, string name, SharedValue value, CancellationToken cancel) =>
        FindVariables(kernel).SetValueAsync(name, value, cancel);

    public Task<IReadOnlyList<Variable>> ListVariablesAsync(string kernel, CancellationToken cancel) =>
        FindVariables(kernel) is ILanguageKernel language
            ? language.ListVariablesAsync(cancel)
            : throw new SharingException($"the {kernel} kernel does not list its variables.");

    public void Dispose() => oneAtATime.Dispose();

    private IKernel Find(string kernel) =>
        kernels?.Find(kernel) ?? throw new SharingException($"there is no kernel called \"{kernel}\".");

    private IVariableKernel FindVariables(string kernel) =>
        Find(kernel) as IVariableKernel ?? throw new SharingException($"the {kernel} kernel has no variables.");
}
