using System.Collections.Concurrent;
using System.Globalization;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;
using Spectre.Console;

namespace AsyncWorkbook.Cli.Reporting;

/// <summary>For people at a terminal: a line that moves for each notebook that runs, and one that stays for each that has ended.</summary>
internal sealed class LiveReport : IRunReport
{
    private readonly IAnsiConsole console;
    private readonly ProgressContext progress;
    private readonly TaskCompletionSource completed;
    private readonly Task drawing;
    private readonly ConcurrentDictionary<NotebookFile, ProgressTask> lines = new();

    private LiveReport(IAnsiConsole console, ProgressContext progress, TaskCompletionSource completed, Task drawing)
    {
        this.console = console;
        this.progress = progress;
        this.completed = completed;
        this.drawing = drawing;
    }

    public static async Task<IRunReport> StartAsync(IAnsiConsole console)
    {
        var started = new TaskCompletionSource<ProgressContext>(TaskCreationOptions.RunContinuationsAsynchronously);
        var completed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var drawing = console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new SpinnerColumn(Spinner.Known.Dots), new TaskDescriptionColumn { Alignment = Justify.Left }, new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                started.SetResult(context);
                return completed.Task;
            });
        return new LiveReport(console, await started.Task, completed, drawing);
    }

    public void Begin(NotebookFile file) => lines[file] = progress.AddTask(Markup.Escape(file.Name));

    public void BeginCell(NotebookFile file, int index)
    {
        var code = file.Notebook.Cells.Take(index + 1).Count(cell => cell.Kind == CellKind.Code);
        var all = file.Notebook.Cells.Count(cell => cell.Kind == CellKind.Code);
        lines[file].Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{file.Name}  code cell {code} of {all}"));
    }

    public void EndCell(NotebookFile file, CellResult result)
    {
    }

    public void End(NotebookFile file, NotebookResult result)
    {
        lines[file].StopTask();
        var failed = FailedChecks.Of(file, result);
        Say(file, result.Succeeded && failed.Count == 0 ? "[green]✓[/]" : "[red]✗[/]", Words.Of(result, failed.Count));
        foreach (var cell in result.Cells.Where(cell => cell.Status is CellStatus.Error or CellStatus.Timeout))
        {
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"  cell {cell.Index}: [red]{Words.Error(file, cell.Index)}[/]");
        }

        foreach (var (cell, check) in failed)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  cell {cell}: [red]{Words.Of(check)}[/]");
        }
    }

    public void Recall(NotebookFile file) => Say(file, "[green]✓[/]", Words.Recalled);

    public void Complete() => completed.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        completed.TrySetResult();
        await drawing;
    }

    private void Say(NotebookFile file, string mark, string words) =>
        console.MarkupLine($"{mark} {Markup.Escape(file.Name)}  [dim]{Markup.Escape(words)}[/]");
}
