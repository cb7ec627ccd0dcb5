namespace AsyncWorkbook.Engine.Execution;

/// <summary>How a cell ended.</summary>
public enum CellStatus
{
    /// <summary>It ran to its end, or had nothing to run.</summary>
    Ok,

    /// <summary>It failed, or was expected to and did not.</summary>
    Error,

    /// <summary>It took longer than it may.</summary>
    Timeout,

    /// <summary>The user stopped it.</summary>
    Interrupted,

    /// <summary>It was not run: tagged so, or behind a cell that failed.</summary>
    Skipped,

    /// <summary>It failed, as its tag <c>raises-exception</c> says.</summary>
    ExpectedError,
}
