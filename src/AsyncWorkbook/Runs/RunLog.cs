namespace AsyncWorkbook;

/// <summary>What happened in a run, in the order in which it happened, stamped by the run's clock.</summary>
public sealed class RunLog
{
    private readonly List<LoggedEvent> events = [];
    private readonly TimeProvider clock;
    private readonly long start;

    /// <summary>Creates an empty log whose times count from now.</summary>
    /// <param name="clock">The clock that stamps the events.</param>
    public RunLog(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        this.clock = clock;
        start = clock.GetTimestamp();
    }

    /// <summary>The events so far, a copy.</summary>
    public IReadOnlyList<LoggedEvent> Events
    {
        get
        {
            lock (events)
            {
                return [.. events];
            }
        }
    }

    /// <summary>Notes that something happened now; may be called from any thread.</summary>
    /// <param name="actor">Who, such as <c>board 3</c>: a lane of the timeline.</param>
    /// <param name="event">What, such as <c>host moves</c>.</param>
    /// <returns>The time that was stamped, in seconds since the log was made.</returns>
    public double Add(string actor, string @event)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(@event);
        lock (events)
        {
            var t = clock.GetElapsedTime(start).TotalSeconds;
            events.Add(new LoggedEvent(t, actor, @event));
            return t;
        }
    }
}
