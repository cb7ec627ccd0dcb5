namespace AsyncWorkbook;

/// <summary>Compares the events of a run with the expected ones, in the order that the spec specifies.</summary>
internal static class EventComparison
{
    /// <summary>Finds the first difference; null if there is none.</summary>
    /// <returns>What was expected and what was found there.</returns>
    public static (string Expected, string Found)? FirstDifference(
        IReadOnlyList<LoggedEvent> expected, IReadOnlyList<LoggedEvent> found, EventOrder order)
    {
        var isTimed = !expected.Any(e => double.IsNaN(e.T));
        if (isTimed && TimeGoesBack(found) is { } back)
        {
            return ("time never goes back", back);
        }

        List<LoggedEvent> wanted = [.. Canonical(expected, order, isTimed)];
        List<LoggedEvent> seen = [.. Canonical(found, order, isTimed)];
        var at = wanted.Zip(seen).TakeWhile(pair => pair.First.Equals(pair.Second)).Count();
        return at == wanted.Count && at == seen.Count
            ? null
            : (Describe(wanted, at, isTimed), Describe(seen, at, isTimed));
    }

    /// <summary>The first event that is logged behind a later one; null if there is none.</summary>
    private static string? TimeGoesBack(IReadOnlyList<LoggedEvent> found) => found
        .Zip(found.Skip(1))
        .Where(pair => Ticks.Round(pair.Second.T) < Ticks.Round(pair.First.T))
        .Select(pair => $"{pair.Second} after {pair.First}")
        .FirstOrDefault();

    private static IEnumerable<LoggedEvent> Canonical(IReadOnlyList<LoggedEvent> events, EventOrder order, bool isTimed)
    {
        // Every NaN equals every other in a record's Equals, so untimed events compare without their time.
        var stamped = events.Select(e => e with { T = isTimed ? Ticks.Round(e.T) : double.NaN });
        return order == EventOrder.Total ? stamped : stamped.OrderBy(e => e.T).ThenBy(e => e.Actor, StringComparer.Ordinal);
    }

    private static string Describe(List<LoggedEvent> events, int at, bool isTimed) => at >= events.Count
        ? $"no more than {events.Count} events"
        : isTimed ? events[at].ToString() : $"{events[at].Actor}: {events[at].Event}";
}
