using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Execution;

/// <summary>What a session needs to know.</summary>
public sealed record SessionOptions : KernelOptions
{
    /// <summary>How long a cell may run, unless its notebook says otherwise.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(120);

    /// <summary>The folder that remembers where NuGet packages are: the user's own unless a test wants another.</summary>
    public string PackageCache { get; init; } = Packages.PackageCache.DefaultFolder;

    /// <summary>How much a cell may show, in bytes, unless somebody says otherwise: 1 MB.</summary>
    public const long DefaultOutputLimit = 1_000_000;

    /// <summary>Measures how long cells run.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How much a cell may show, in bytes; the rest is dropped, and a line says so.</summary>
    public long OutputLimit { get; init; } = DefaultOutputLimit;
}
