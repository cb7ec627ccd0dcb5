namespace AsyncWorkbook;

/// <summary>
/// Virtual time: it stands still while anything is runnable and jumps to the next timer when nothing is. Exact, with no
/// drift, and a program that waits for hours is done in milliseconds.
/// </summary>
/// <remarks>
/// Virtual time passes only inside <see cref="EventLoopTimeProvider.RunAsync{T}"/>, and it sees only what runs on that
/// loop: not <c>Task.Run</c>, sockets, or delays on another clock. <c>Task.Delay</c> itself cuts delays to whole ms.
/// </remarks>
public sealed class VirtualTimeProvider : EventLoopTimeProvider, IMoment
{
    private long now;

    /// <summary>Creates a virtual clock that stands at 0 s.</summary>
    public VirtualTimeProvider()
    {
        Loop = new EventLoop(this);
    }

    bool IMoment.IsReal => false;

    long IMoment.Now => Volatile.Read(ref now);

    private protected override EventLoop Loop { get; }

    /// <summary>The virtual time in ticks of 100 ns, 0 at the start.</summary>
    public override long GetTimestamp() => Volatile.Read(ref now);

    /// <summary>Sets a timer in virtual time.</summary>
    /// <exception cref="InvalidOperationException">No program is running on this clock, so it would never fire.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return IsRunning
            ? Loop.CreateTimer(callback, state, dueTime, period)
            : throw new InvalidOperationException(
                "Virtual time passes only while a program runs on this clock: use Run.PlayAsync or RunAsync.");
    }

    void IMoment.Pass(long? until, object gate) =>
        Volatile.Write(ref now, until ?? throw new DeadlockException(TimeSpan.FromTicks(now).TotalSeconds));
}
