using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Cli.Reporting;

/// <summary>What the cells of a notebook say has failed, although they themselves have run: a verdict that is a bug.</summary>
internal static class FailedChecks
{
    /// <summary>The failed checks of all cells that have run.</summary>
    public static IReadOnlyList<(int Cell, Check Check)> Of(NotebookFile file, NotebookResult result) =>
        [.. result.Cells.SelectMany(cell => Of(file, cell).Select(check => (cell.Index, check)))];

    /// <summary>The failed checks of one cell.</summary>
    public static IEnumerable<Check> Of(NotebookFile file, CellResult cell) => cell.Status == CellStatus.Skipped
        ? []
        : file.Notebook.Cells[cell.Index].Outputs.SelectMany(Check.In).Where(check => !check.Passed);
}
