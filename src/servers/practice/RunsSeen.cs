using System.Collections.Concurrent;

namespace AsyncWorkbook.Servers.Practice;

/// <summary>What the server has seen, run by run. A request names its run in its query; those of no run are counted together.</summary>
/// <param name="patience">How long a run may do without a request before it is clear that no more come.</param>
internal sealed class RunsSeen(TimeSpan patience)
{
    private readonly ConcurrentDictionary<string, RunSeen> runs = new(StringComparer.Ordinal);

    public RunSeen Of(string? run) => runs.GetOrAdd(run ?? "", _ => new RunSeen(patience));
}
