using System.Diagnostics;

namespace AsyncWorkbook;

/// <summary>
/// Real time at a scale: the machine's clock, read as if every real second were many. The same program as in virtual
/// time, with everything that makes real timers late.
/// </summary>
public sealed class ScaledTimeProvider : EventLoopTimeProvider, IMoment
{
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly bool preciseTimers;

    /// <summary>Creates a clock that starts at 0 s now.</summary>
    /// <param name="scale">Real seconds for one second on this clock, such as 1.0 / 1000.</param>
    /// <param name="preciseTimers">
    /// False: the runtime's own timers, as <c>Task.Delay</c> uses them, which may be some ms late. True: the loop waits for
    /// its timers itself, as the loops of JavaScript and Python do. In a page it always does: there is one thread, which
    /// the runtime's own timers would need, too.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not a positive number.</exception>
    public ScaledTimeProvider(double scale, bool preciseTimers = false)
    {
        if (!(scale > 0 && double.IsFinite(scale)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(scale), scale, "The scale is the real seconds for one second on the clock, such as 1.0 / 1000.");
        }

        Scale = scale;
        this.preciseTimers = preciseTimers || OperatingSystem.IsBrowser();
        Loop = new EventLoop(this);
    }

    /// <summary>Real seconds for one second on this clock.</summary>
    public double Scale { get; }

    bool IMoment.IsReal => true;

    long IMoment.Now => GetTimestamp();

    private protected override EventLoop Loop { get; }

    /// <summary>The time on this clock in ticks of 100 ns, 0 when it was made.</summary>
    public override long GetTimestamp() => (long)(Stopwatch.GetElapsedTime(start).Ticks / Scale);

    /// <summary>Sets a timer; due time and period are in seconds of this clock.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return preciseTimers
            ? Loop.CreateTimer(callback, state, dueTime, period)
            : new SystemTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);
    }

    void IMoment.Pass(long? until, object gate)
    {
        if (until is not { } due)
        {
            Wait(gate, Timeout.Infinite);
            return;
        }

        // Waits take whole ms; rounding up is what the other two loops do as well.
        var milliseconds = Math.Ceiling(Real(TimeSpan.FromTicks(due - GetTimestamp())).TotalMilliseconds);
        if (milliseconds > 0)
        {
            Wait(gate, (int)Math.Min(milliseconds, int.MaxValue));
        }
    }

    private static void Wait(object gate, int milliseconds)
    {
        if (!OperatingSystem.IsBrowser())
        {
            Monitor.Wait(gate, milliseconds);
        }
        else if (milliseconds != Timeout.Infinite)
        {
            Thread.Sleep(milliseconds); // there is nobody else who could wake it
        }
        else
        {
            throw new InvalidOperationException("The program waits, but nothing is runnable and no timer is set: in a page nothing else can go on.");
        }
    }

    private TimeSpan Real(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time * Scale;

    private sealed class SystemTimer(ITimer timer, ScaledTimeProvider clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Real(dueTime), clock.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
