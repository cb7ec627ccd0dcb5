using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Execution;

/// <summary>What a session needs to know.</summary>
public sealed record SessionOptions : KernelOptions
{
    /// <summary>How long a cell may run, unless its notebook says otherwise.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(120);

    /// <summary>The folder that remembers where NuGet packages are: the user's own unless a test wants another.</summary>
    public string PackageCache { get; init; } = Packages.PackageCache.DefaultFolder;
}
