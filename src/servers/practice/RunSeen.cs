namespace AsyncWorkbook.Servers.Practice;

/// <summary>
/// What the server has seen of one run. It is over when it was told of while nothing was in flight: a request after that begins
/// it anew, since a cell may run again.
/// </summary>
/// <param name="patience">
/// A caller that never sends as many requests together as it said is told from a slow one by this: for so long none has come.
/// </param>
internal sealed class RunSeen(TimeSpan patience)
{
    private readonly Lock gate = new();
    private readonly List<string> order = [];
    private readonly List<(Func<bool> IsSo, TaskCompletionSource Seen)> waiting = [];
    private bool gaveUpOnMore;
    private bool isOver;
    private int inFlight;
    private int mostInFlight;
    private int abandoned;
    private long messages;

    /// <summary>A request has come, or a socket was opened.</summary>
    /// <param name="path">What was asked for.</param>
    /// <param name="together">It is kept until so many requests of this run have been in flight at once; null for not at all.</param>
    /// <param name="left">Is cancelled when the caller has gone.</param>
    public Visit Enter(string path, int? together, CancellationToken left)
    {
        lock (gate)
        {
            if (isOver)
            {
                BeginAnew();
            }

            var earlier = order.Count(one => one == path);
            order.Add(path);
            inFlight++;
            mostInFlight = Math.Max(mostInFlight, inFlight);
            TellThoseWaiting();
            return new Visit(this, earlier, together, left);
        }
    }

    /// <summary>Where the run stands, once it stands so.</summary>
    /// <param name="wanted">So many requests in flight; null for at once.</param>
    /// <param name="left">Is cancelled when the caller has gone.</param>
    public async Task<Seen> SeenAsync(int? wanted, CancellationToken left)
    {
        if (wanted is { } count)
        {
            await WaitUntilAsync(() => inFlight == count, left);
        }

        lock (gate)
        {
            isOver = inFlight == 0;
            return new Seen(order.Count, inFlight, mostInFlight, abandoned, messages, [.. order]);
        }
    }

    /// <summary>Waits until so many have been in flight together, or it is clear that they never will be.</summary>
    internal async Task GatheredAsync(int together, CancellationToken left)
    {
        if (!await WaitUntilAsync(() => gaveUpOnMore || mostInFlight >= together, left))
        {
            lock (gate)
            {
                gaveUpOnMore = true;
                TellThoseWaiting();
            }
        }
    }

    internal void Leave(bool wasAbandoned)
    {
        lock (gate)
        {
            inFlight--;
            abandoned += wasAbandoned ? 1 : 0;
            TellThoseWaiting();
        }
    }

    private void BeginAnew()
    {
        order.Clear();
        (mostInFlight, abandoned, messages) = (0, 0, 0);
        (gaveUpOnMore, isOver) = (false, false);
    }

    internal void CountMessage() => Interlocked.Increment(ref messages);

    /// <summary>Waits until something is so, and gives up when for a long time no request has come.</summary>
    private async Task<bool> WaitUntilAsync(Func<bool> isSo, CancellationToken left)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (isSo())
            {
                return true;
            }

            waiting.Add((isSo, seen));
        }

        for (var came = -1; came != Came() && !seen.Task.IsCompleted;)
        {
            came = Came();
            await seen.Task.WaitAsync(patience, left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            left.ThrowIfCancellationRequested();
        }

        return seen.Task.IsCompleted;

        int Came()
        {
            lock (gate)
            {
                return order.Count;
            }
        }
    }

    private void TellThoseWaiting()
    {
        waiting.RemoveAll(one => one.Seen.Task.IsCompleted || (one.IsSo() && one.Seen.TrySetResult()));
    }
}
