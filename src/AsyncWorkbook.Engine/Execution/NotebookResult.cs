namespace AsyncWorkbook.Engine.Execution;

/// <summary>How a notebook went.</summary>
/// <param name="Cells">The code cells in order.</param>
/// <param name="RuntimeMissing">Which language was not there, in one line; null if all were.</param>
/// <param name="ErrorsAllowed">Whether cells were allowed to fail.</param>
public sealed record NotebookResult(IReadOnlyList<CellResult> Cells, string? RuntimeMissing, bool ErrorsAllowed)
{
    /// <summary>Whether every cell did what it should.</summary>
    public bool Succeeded => RuntimeMissing is null && !Cells.Any(Failed);

    private bool Failed(CellResult cell) =>
        cell.Status is CellStatus.Timeout or CellStatus.Interrupted
        || (cell.Status == CellStatus.Error && !ErrorsAllowed);
}
