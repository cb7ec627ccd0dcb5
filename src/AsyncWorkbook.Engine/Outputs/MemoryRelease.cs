namespace AsyncWorkbook.Engine.Outputs;

/// <summary>
/// Gives memory back to the system that a large cell has taken. The runtime would keep it for the next one, which in a notebook mostly
/// does not come.
/// </summary>
internal sealed class MemoryRelease
{
    private const long large = 64 << 20; // bytes
    private const long idle = 4 << 20; // bytes; who allocates less in a second does nothing

    private static readonly TimeSpan second = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private long allocated = GC.GetTotalAllocatedBytes();

    /// <summary>Gives back what is free, if so much was allocated since the last time that it matters; takes some milliseconds then.</summary>
    public void AfterCell()
    {
        lock (gate)
        {
            if (GC.GetTotalAllocatedBytes() - allocated <= large)
            {
                return;
            }

            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            allocated = GC.GetTotalAllocatedBytes();
        }
    }

    /// <summary>
    /// Gives back also what nobody's cell has taken, such as messages that were none: as soon as nothing is done any more.
    /// </summary>
    /// <param name="stop">The end.</param>
    public async Task WatchAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(second);
        for (var before = GC.GetTotalAllocatedBytes(); await TickAsync(timer, stop);)
        {
            var now = GC.GetTotalAllocatedBytes();
            if (now - before < idle)
            {
                AfterCell();
            }

            before = now;
        }
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
