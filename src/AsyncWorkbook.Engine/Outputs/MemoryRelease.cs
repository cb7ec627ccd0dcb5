namespace AsyncWorkbook.Engine.Outputs;

/// <summary>
/// Gives memory back to the system that a large cell has taken. The runtime would keep it for the next one, which in a notebook mostly
/// does not come.
/// </summary>
internal sealed class MemoryRelease
{
    private const long large = 64 << 20; // bytes

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
}
