namespace AsyncWorkbook;

/// <summary>Turns of the thread pool where it has one thread, which a loop keeps busy otherwise.</summary>
internal static class PoolTurns
{
    private static int waiting; // loops whose turn is queued: they are no work

    /// <summary>Lets the pool work until it has nothing to do.</summary>
    /// <param name="enough">Ends that early.</param>
    /// <returns>Whether <paramref name="enough"/> holds.</returns>
    public static async Task<bool> TakeAsync(Func<bool> enough)
    {
        do
        {
            var turn = new TaskCompletionSource();
            Interlocked.Increment(ref waiting);
            ThreadPool.UnsafeQueueUserWorkItem(
                static turn =>
                {
                    Interlocked.Decrement(ref waiting);
                    turn.SetResult();
                },
                turn,
                preferLocal: false); // behind what the pool has to do already
            await turn.Task.ConfigureAwait(false);
        }
        while (!enough() && ThreadPool.PendingWorkItemCount > Volatile.Read(ref waiting));

        return enough();
    }
}
