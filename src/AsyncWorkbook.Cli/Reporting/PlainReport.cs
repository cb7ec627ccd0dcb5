using System.Globalization;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Cli.Reporting;

/// <summary>One plain line a cell, for pipes and logs.</summary>
/// <param name="output">Where the lines go.</param>
internal sealed class PlainReport(TextWriter output) : IRunReport
{
    public void Begin(NotebookFile file)
    {
    }

    public void BeginCell(NotebookFile file, int index)
    {
    }

    public void EndCell(NotebookFile file, CellResult result) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{file.Name}: cell {result.Index} of {file.Notebook.Cells.Count} ({result.Kernel}): {Words.Of(result.Status)}, {Words.Of(result.Elapsed)}"));

    public void End(NotebookFile file, NotebookResult result)
    {
        foreach (var cell in result.Cells.Where(cell => cell.Status is CellStatus.Error or CellStatus.Timeout))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{file.Name}: cell {cell.Index}: {Words.Error(file, cell.Index)}"));
        }

        var failed = FailedChecks.Of(file, result);
        foreach (var (cell, check) in failed)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.Name}: cell {cell}: {Words.Of(check)}"));
        }

        output.WriteLine($"{file.Name}: {Words.Of(result, failed.Count)}");
    }

    public void Recall(NotebookFile file) => output.WriteLine($"{file.Name}: {Words.Recalled}");

    public void Complete()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
