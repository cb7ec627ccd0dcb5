namespace AsyncWorkbook;

/// <summary>
/// A <see cref="TimeProvider"/> with a single-threaded event loop of its own. Code that takes its delays from it, such as
/// <c>await Task.Delay(TimeSpan.FromSeconds(5), clock)</c>, needs no other change.
/// </summary>
public abstract class EventLoopTimeProvider : TimeProvider
{
    private int running;

    private protected EventLoopTimeProvider()
    {
    }

    /// <summary>Ticks of 100 ns a second, as in <see cref="TimeSpan"/>.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Whether <see cref="RunAsync{T}"/> is under way.</summary>
    private protected bool IsRunning => Volatile.Read(ref running) != 0;

    private protected abstract EventLoop Loop { get; }

    /// <summary>The Unix epoch plus the time that has passed on this clock: the same on every run.</summary>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    /// <summary>
    /// Runs an asynchronous program on this clock's loop, on a thread of its own, until it is done; in a page, which has one
    /// thread, in turns with the thread pool. What the program started and did not await is dropped then.
    /// </summary>
    /// <typeparam name="T">What the program returns.</typeparam>
    /// <param name="main">The program. Its continuations come back to the loop's one thread.</param>
    /// <returns>The program's result.</returns>
    /// <exception cref="DeadlockException">The clock is virtual and the program can never be done.</exception>
    /// <exception cref="InvalidOperationException">The clock is already running a program.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> main)
    {
        ArgumentNullException.ThrowIfNull(main);
        if (Interlocked.Exchange(ref running, 1) != 0)
        {
            throw new InvalidOperationException("This clock is already running a program; make one clock for each.");
        }

        try
        {
            return OperatingSystem.IsBrowser()
                ? await Task.Run(() => Loop.RunInTurnsAsync(main))
                : await Task.Factory.StartNew(
                    () => Loop.RunAsync(main),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default).Unwrap();
        }
        finally
        {
            Volatile.Write(ref running, 0);
        }
    }
}
