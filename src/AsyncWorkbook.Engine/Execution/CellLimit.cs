using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Execution;

/// <summary>How long a cell may run. The clock stands while it waits for a language to start.</summary>
internal sealed class CellLimit : IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly TimeSpan limit;
    private readonly StartWaits starts;
    private readonly CancellationTokenSource reached = new();
    private readonly ITimer timer;
    private TimeSpan spent;
    private long since;
    private int waits;
    private bool disposed;

    /// <param name="limit">How long; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it wants.</param>
    /// <param name="starts">Tells when the cell waits for a start.</param>
    /// <param name="time">Measures.</param>
    public CellLimit(TimeSpan limit, StartWaits starts, TimeProvider time)
    {
        this.limit = limit;
        this.starts = starts;
        this.time = time;
        since = time.GetTimestamp();
        timer = time.CreateTimer(_ => Reach(), null, limit, Timeout.InfiniteTimeSpan);
        starts.Waiting += OnWaiting;
    }

    /// <summary>Cancelled when the cell has run too long.</summary>
    public CancellationToken Reached => reached.Token;

    public void Dispose()
    {
        starts.Waiting -= OnWaiting;
        timer.Dispose();
        lock (gate)
        {
            disposed = true;
            reached.Dispose();
        }
    }

    private void OnWaiting(bool begins)
    {
        lock (gate)
        {
            if (limit == Timeout.InfiniteTimeSpan || disposed)
            {
                return;
            }

            if (begins && waits++ == 0)
            {
                spent += time.GetElapsedTime(since);
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
            else if (!begins && waits > 0 && --waits == 0) // one that had begun before the cell ends here, too
            {
                since = time.GetTimestamp();
                timer.Change(spent < limit ? limit - spent : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Reach()
    {
        lock (gate)
        {
            if (disposed || waits > 0)
            {
                return;
            }
        }

        try
        {
            reached.Cancel(); // not under the lock: whoever hears of it may wait for a start
        }
        catch (ObjectDisposedException)
        {
            // The cell has ended meanwhile.
        }
    }
}
