using System.Collections.Concurrent;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Cli.Reporting;
using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Cli.Caching;

/// <summary>Notebooks of which only those run in which something has changed since they last ran.</summary>
/// <param name="files">The notebooks, with their parameters.</param>
/// <param name="key">Tells what their outputs follow from.</param>
/// <param name="report">Is told which notebooks need not run.</param>
internal sealed class CachedBook(IReadOnlyList<NotebookFile> files, RunKey key, IRunReport report)
{
    private readonly Dictionary<NotebookFile, string?> inputs = [];
    private readonly ConcurrentQueue<(NotebookFile File, Task<string> Key)> ran = new();

    /// <summary>The notebooks that have to run. The others get the outputs of their last run.</summary>
    /// <param name="fresh">Whether all have to.</param>
    public async Task<IReadOnlyList<NotebookFile>> ChangedAsync(bool fresh)
    {
        // Before anything runs: a cell may change what it has read.
        foreach (var (file, found) in files.Zip(await Task.WhenAll(files.Select(key.InputsAsync))))
        {
            inputs[file] = found;
        }

        if (fresh)
        {
            return files; // what they run on is found out when they have run: it would slow down their start
        }

        var changed = new List<NotebookFile>();
        foreach (var file in files)
        {
            if (inputs[file] is { } own && RunCache.Recall(file, await key.OfAsync(file, own)))
            {
                report.Recall(file);
            }
            else
            {
                changed.Add(file);
            }
        }

        return changed;
    }

    /// <summary>Remembers a notebook that has run as it should, to be kept.</summary>
    public void Ran(NotebookFile file, NotebookResult result)
    {
        if (result.Succeeded && FailedChecks.Of(file, result).Count == 0 && inputs[file] is { } own)
        {
            ran.Enqueue((file, key.OfAsync(file, own)));
        }
    }

    /// <summary>Keeps the outputs of the notebooks that have run, for the next time.</summary>
    public async Task KeepAsync()
    {
        foreach (var (file, own) in ran)
        {
            RunCache.Keep(file, await own);
        }

        if (!ran.IsEmpty)
        {
            RunCache.Trim();
        }
    }
}
