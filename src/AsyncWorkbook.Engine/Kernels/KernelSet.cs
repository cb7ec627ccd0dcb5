using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>The kernels of one session.</summary>
/// <param name="kernels">The kernels; they are disposed with it.</param>
/// <param name="catalog">What notebooks call them.</param>
public sealed class KernelSet(IReadOnlyList<IKernel> kernels, KernelCatalog catalog) : IAsyncDisposable
{
    private readonly Dictionary<string, IKernel> byName = kernels.ToDictionary(kernel => kernel.Name, StringComparer.Ordinal);

    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public IReadOnlyList<IKernel> All => kernels;

    /// <summary>What notebooks call them.</summary>
    public KernelCatalog Catalog => catalog;

    /// <summary>A kernel by its name or alias, or null if there is none.</summary>
    public IKernel? Find(string name) => byName.GetValueOrDefault(catalog.Canonical(name) ?? name);

    /// <summary>Gets kernels ready in the background.</summary>
    /// <param name="names">Their names; unknown ones are ignored, running them will tell.</param>
    public void Start(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            Find(name)?.Start();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(kernels.Select(kernel => kernel.DisposeAsync().AsTask()));
}
