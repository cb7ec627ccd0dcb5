using System.Diagnostics;
using System.Globalization;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;
using Spectre.Console;

namespace AsyncWorkbook.Cli.Reporting;

/// <summary>A line that keeps moving, for people at a terminal: notebook, cell n of m, elapsed time.</summary>
internal sealed class LiveReport : IRunReport, IAsyncDisposable
{
    private static readonly TimeSpan refresh = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole console;
    private readonly Task drawing;
    private readonly TaskCompletionSource completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stopwatch clock = new();
    private volatile string current = "Starting";

    public LiveReport(IAnsiConsole console)
    {
        this.console = console;
        drawing = console.Status().Spinner(Spinner.Known.Dots).StartAsync(current, DrawAsync);
    }

    public void Begin(NotebookFile file) => clock.Restart();

    public void BeginCell(NotebookFile file, int index)
    {
        var code = file.Notebook.Cells.Take(index + 1).Count(cell => cell.Kind == CellKind.Code);
        var all = file.Notebook.Cells.Count(cell => cell.Kind == CellKind.Code);
        current = string.Create(CultureInfo.InvariantCulture, $"{file.Name}  code cell {code} of {all}");
    }

    public void EndCell(NotebookFile file, CellResult result)
    {
    }

    public void End(NotebookFile file, NotebookResult result)
    {
        var mark = result.Succeeded ? "[green]✓[/]" : "[red]✗[/]";
        console.MarkupLine($"{mark} {Markup.Escape(file.Name)}  [dim]{Markup.Escape(Words.Of(result))}[/]");
        foreach (var cell in result.Cells.Where(cell => cell.Status is CellStatus.Error or CellStatus.Timeout))
        {
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"  cell {cell.Index}: [red]{Words.Error(file, cell.Index)}[/]");
        }
    }

    public void Complete() => completed.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        completed.TrySetResult();
        await drawing;
    }

    private async Task DrawAsync(StatusContext status)
    {
        while (!completed.Task.IsCompleted)
        {
            status.Status(Markup.Escape($"{current}  {Words.Of(clock.Elapsed)}"));
            await Task.WhenAny(completed.Task, Task.Delay(refresh));
        }
    }
}
