namespace AsyncWorkbook.Engine.Execution;

/// <summary>What a session needs to know.</summary>
public sealed record SessionOptions
{
    /// <summary>How long a cell may run, unless its notebook says otherwise.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(120);

    /// <summary>Where code runs and relative paths start: the notebook's folder.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>How long interrupted code may take to stop before its process is ended.</summary>
    public TimeSpan Grace { get; init; } = Kernels.WorkerCatalog.DefaultGrace;

    /// <summary>The folder with one worker a language; null for the one beside the engine.</summary>
    public string? Workers { get; init; }
}
