using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Cli.Reporting;
using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Cli.Running;

/// <summary>Runs notebooks side by side, each in a session of its own.</summary>
/// <param name="files">The notebooks; their outputs are replaced in memory.</param>
/// <param name="options">How to run them.</param>
/// <param name="sessions">How to set up their sessions, but for the folder.</param>
/// <param name="jobs">How many run at the same time, at most.</param>
/// <param name="report">Is told what happens.</param>
internal sealed class BookRun(
    IReadOnlyList<NotebookFile> files, RunOptions options, SessionOptions sessions, int jobs, IRunReport report)
{
    private readonly Lock gate = new();
    private readonly NotebookResult?[] results = new NotebookResult?[files.Count];
    private int taken;
    private Session? next;

    /// <summary>Runs all and gives the exit code.</summary>
    /// <param name="save">
    /// Is called with each notebook when it has run, also when it failed. Notebooks may call it at the same time.
    /// </param>
    /// <param name="interrupt">Stops the running cells; what has run by then is saved.</param>
    public async Task<int> RunAsync(Action<NotebookFile, NotebookResult> save, CancellationToken interrupt)
    {
        // What cannot be saved ends the run: the other notebooks stop, too.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Min(jobs, files.Count)).Select(_ => RunInTurnAsync(save, stop)));
        }
        finally
        {
            if (next is not null)
            {
                await next.DisposeAsync();
            }
        }

        return interrupt.IsCancellationRequested ? ExitCode.Interrupted : Code();
    }

    private async Task RunInTurnAsync(Action<NotebookFile, NotebookResult> save, CancellationTokenSource stop)
    {
        await Task.Yield();
        try
        {
            while (!stop.IsCancellationRequested && Take() is { } turn)
            {
                var (index, opened) = turn;
                var file = files[index];
                await using var session = opened;
                report.Begin(file);
                var result = await NotebookRunner.RunAsync(
                    file.Notebook, session, options, (cell, ended) => Tell(file, cell, ended), stop.Token);
                results[index] = result;
                save(file, result);
                report.End(file, result);
            }
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    /// <summary>The next notebook and its session. The processes of the one behind it start already: nobody waits for them.</summary>
    private (int Index, Session Session)? Take()
    {
        lock (gate)
        {
            if (taken == files.Count)
            {
                return null;
            }

            var index = taken++;
            var session = next ?? Open(files[index]);
            next = null;
            if (taken < files.Count)
            {
                next = Open(files[taken]);
                NotebookRunner.Prepare(files[taken].Notebook, next);
            }

            return (index, session);
        }
    }

    private Session Open(NotebookFile file) => new(sessions with { WorkingDirectory = file.Folder });

    private void Tell(NotebookFile file, int index, CellResult? result)
    {
        if (result is null)
        {
            report.BeginCell(file, index);
        }
        else
        {
            report.EndCell(file, result);
        }
    }

    private int Code()
    {
        List<(NotebookFile File, NotebookResult Result)> ran =
            [.. files.Zip(results).Where(notebook => notebook.Second is not null).Select(notebook => (notebook.First, notebook.Second!))];
        if (ran.Exists(notebook => notebook.Result.RuntimeMissing is not null))
        {
            return ExitCode.RuntimeMissing;
        }

        if (ran.Exists(notebook => notebook.Result.Cells.Any(cell => cell.Status == CellStatus.Timeout)))
        {
            return ExitCode.Timeout;
        }

        if (ran.Exists(notebook => !notebook.Result.Succeeded))
        {
            return ExitCode.CellFailed;
        }

        return ran.Exists(notebook => FailedChecks.Of(notebook.File, notebook.Result).Count > 0) ? ExitCode.CheckFailed : ExitCode.Ok;
    }
}
