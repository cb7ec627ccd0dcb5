namespace AsyncWorkbook.Engine.Execution;

/// <summary>How one cell went.</summary>
/// <param name="Index">Its position in the file's cells.</param>
/// <param name="Kernel">The kernel at its start.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record CellResult(int Index, string Kernel, CellStatus Status, TimeSpan Elapsed);
