using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Cli.Reporting;

/// <summary>
/// Makes notebooks that run side by side read as if they had run one by one: the first that has not ended is reported as it
/// runs, and what the others have to tell waits for its turn.
/// </summary>
/// <param name="files">The notebooks in the order of their report.</param>
/// <param name="report">Is told one thing at a time.</param>
internal sealed class OrderedReport(IReadOnlyList<NotebookFile> files, IRunReport report) : IRunReport
{
    private readonly Lock gate = new();
    private readonly Dictionary<NotebookFile, List<Action>> waiting = [];
    private readonly HashSet<NotebookFile> ended = [];
    private int turn;

    public void Begin(NotebookFile file) => Tell(file, () => report.Begin(file));

    public void BeginCell(NotebookFile file, int index) => Tell(file, () => report.BeginCell(file, index));

    public void EndCell(NotebookFile file, CellResult result) => Tell(file, () => report.EndCell(file, result));

    public void End(NotebookFile file, NotebookResult result) => Tell(file, () => report.End(file, result), last: true);

    public void Recall(NotebookFile file) => Tell(file, () => report.Recall(file), last: true);

    public void Complete()
    {
        lock (gate)
        {
            for (; turn < files.Count; turn++)
            {
                TellWaiting(files[turn]);
            }

            report.Complete();
        }
    }

    public ValueTask DisposeAsync() => report.DisposeAsync();

    private void Tell(NotebookFile file, Action tell, bool last = false)
    {
        lock (gate)
        {
            if (last)
            {
                ended.Add(file);
            }

            if (files[turn] != file)
            {
                waiting.TryAdd(file, []);
                waiting[file].Add(tell);
                return;
            }

            tell();
            while (turn < files.Count && ended.Contains(files[turn]))
            {
                turn++;
                if (turn < files.Count)
                {
                    TellWaiting(files[turn]);
                }
            }
        }
    }

    private void TellWaiting(NotebookFile file)
    {
        foreach (var tell in waiting.GetValueOrDefault(file) ?? [])
        {
            tell();
        }

        waiting.Remove(file);
    }
}
