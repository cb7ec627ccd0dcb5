namespace AsyncWorkbook.Architecture.Tests;

/// <summary>What is used through others.</summary>
internal static class Reachability
{
    /// <summary>Everything that is reached from a start; the start itself only if it is reached through others.</summary>
    /// <param name="start">Where to start.</param>
    /// <param name="uses">What each uses directly.</param>
    public static HashSet<string> From(string start, IReadOnlyDictionary<string, string[]> uses)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([start]);
        while (open.TryPop(out var at))
        {
            foreach (var next in uses.GetValueOrDefault(at, []).Where(reached.Add))
            {
                open.Push(next);
            }
        }

        return reached;
    }
}
