using AsyncWorkbook.Cli.Reporting;
using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Cli.Caching;

/// <summary>Notebooks of which only those run in which something has changed since they last ran.</summary>
/// <param name="files">The notebooks, with their parameters.</param>
/// <param name="key">Tells what their outputs follow from.</param>
/// <param name="report">Is told which notebooks need not run.</param>
internal sealed class CachedBook(IReadOnlyList<NotebookFile> files, RunKey key, IRunReport report)
{
    private readonly Dictionary<NotebookFile, string?> keys = [];

    /// <summary>The notebooks that have to run. The others get the outputs of their last run.</summary>
    /// <param name="fresh">Whether all have to.</param>
    public async Task<IReadOnlyList<NotebookFile>> ChangedAsync(bool fresh)
    {
        var found = await Task.WhenAll(files.Select(key.OfAsync));
        var changed = new List<NotebookFile>();
        foreach (var (file, own) in files.Zip(found))
        {
            keys[file] = own;
            if (fresh || own is null || !RunCache.Recall(file, own))
            {
                changed.Add(file);
            }
            else
            {
                report.Recall(file);
            }
        }

        return changed;
    }

    /// <summary>Keeps a notebook that has run as it should.</summary>
    public void Keep(NotebookFile file, NotebookResult result)
    {
        if (result.Succeeded && keys[file] is { } own)
        {
            RunCache.Keep(file, own);
            RunCache.Trim();
        }
    }
}
