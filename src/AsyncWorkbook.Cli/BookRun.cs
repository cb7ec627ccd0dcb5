using AsyncWorkbook.Cli.Reporting;

using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Cli;

/// <summary>Runs notebooks one after another, each in a session of its own.</summary>
/// <param name="files">The notebooks; their outputs are replaced in memory.</param>
/// <param name="options">How to run them.</param>
/// <param name="sessions">How to set up their sessions, but for the folder.</param>
/// <param name="report">Is told what happens.</param>
internal sealed class BookRun(IReadOnlyList<NotebookFile> files, RunOptions options, SessionOptions sessions, IRunReport report)
{
    /// <summary>Assigns the parameters.</summary>
    /// <exception cref="CommandException">No notebook has one of them.</exception>
    public void Inject(IReadOnlyDictionary<string, string> parameters)
    {
        try
        {
            Parameters.Check(parameters, files.Select(file => file.Notebook));
        }
        catch (ParameterMissingException e)
        {
            throw new CommandException(ExitCode.ParameterMissing, e.Message);
        }

        foreach (var file in files)
        {
            Parameters.Inject(file.Notebook, parameters);
        }
    }

    /// <summary>Runs all and gives the exit code.</summary>
    /// <param name="save">Is called with each notebook when it has run, also when it failed.</param>
    /// <param name="interrupt">Stops the running cell; what has run by then is saved.</param>
    public async Task<int> RunAsync(Action<NotebookFile> save, CancellationToken interrupt)
    {
        var results = new List<NotebookResult>();
        Session? next = null;
        try
        {
            for (var i = 0; i < files.Count && !interrupt.IsCancellationRequested; i++)
            {
                var file = files[i];
                await using var session = next ?? Open(file);
                next = null;
                if (i + 1 < files.Count)
                {
                    // The next notebook's processes start while this one runs: nobody waits for them.
                    next = Open(files[i + 1]);
                    NotebookRunner.Prepare(files[i + 1].Notebook, next);
                }

                report.Begin(file);
                var result = await NotebookRunner.RunAsync(
                    file.Notebook, session, options, (index, cell) => Tell(file, index, cell), interrupt);
                results.Add(result);
                save(file);
                report.End(file, result);
            }
        }
        finally
        {
            if (next is not null)
            {
                await next.DisposeAsync();
            }
        }

        report.Complete();
        return interrupt.IsCancellationRequested ? ExitCode.Interrupted : Code(results);
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

    private static int Code(IReadOnlyList<NotebookResult> results)
    {
        if (results.Any(result => result.RuntimeMissing is not null))
        {
            return ExitCode.RuntimeMissing;
        }

        if (results.Any(result => result.Cells.Any(cell => cell.Status == CellStatus.Timeout)))
        {
            return ExitCode.Timeout;
        }

        return results.All(result => result.Succeeded) ? ExitCode.Ok : ExitCode.CellFailed;
    }
}
