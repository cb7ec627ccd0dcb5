namespace AsyncWorkbook.Engine.Execution;

/// <summary>How to run notebooks.</summary>
public sealed record RunOptions
{
    /// <summary>How long a cell may run; null for the notebook's own limit, or else 120 s.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether to go on behind a cell that failed.</summary>
    public bool AllowErrors { get; init; }
}
