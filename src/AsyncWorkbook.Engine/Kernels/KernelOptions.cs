using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>What kernels need to know.</summary>
public record KernelOptions
{
    /// <summary>Where code runs and relative paths start: the notebook's folder.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Which kernels there are.</summary>
    public KernelCatalog Catalog { get; init; } = KernelCatalog.Standard;

    /// <summary>How long interrupted code may take to stop before its process is ended.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a language's process may take to get ready, before it counts as missing.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The folder with one worker a language; null for the one beside the engine.</summary>
    public string? Workers { get; init; }

    /// <summary>
    /// Bytes of memory that the code of one language may take; null for what the machine has. C#: the managed heap
    /// with the compiler's, JavaScript: the heap of V8, without buffers; Python: the address space, in its child processes
    /// as well (Linux).
    /// </summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Who answers the questions of running code.</summary>
    public IInput Input { get; init; } = new NoInput();

    /// <summary>Is told when running code waits for a language to start.</summary>
    public StartWaits Starts { get; init; } = new();

    /// <summary>What running code can ask of other kernels.</summary>
    public IPeers Peers { get; init; } = new NoPeers();
}
