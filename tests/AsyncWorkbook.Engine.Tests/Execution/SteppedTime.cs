namespace AsyncWorkbook.Engine.Tests.Execution;

/// <summary>Passes when a test says so.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private readonly List<Timer> timers = [];
    private TimeSpan now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Pass(double seconds)
    {
        now += TimeSpan.FromSeconds(seconds);
        timers.ForEach(timer => timer.Ring(now));
    }

    public override long GetTimestamp() => now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, period);
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        timers.Add(timer);
        return timer;
    }

    private sealed class Timer(SteppedTime time, Action ring) : ITimer
    {
        private TimeSpan? due;

        public void Ring(TimeSpan now)
        {
            if (due <= now)
            {
                due = null;
                ring();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            due = dueTime == Timeout.InfiniteTimeSpan ? null : time.now + dueTime;
            return true;
        }

        public void Dispose() => due = null;

        public ValueTask DisposeAsync()
        {
            due = null;
            return ValueTask.CompletedTask;
        }
    }
}
