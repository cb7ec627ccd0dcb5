namespace AsyncWorkbook.Engine.Kernels;

/// <summary>Tells when running code waits for a language to start: that is not the code's own time.</summary>
public sealed class StartWaits
{
    /// <summary>Called when a wait begins, with true, and when it ends, with false; waits may overlap.</summary>
    internal event Action<bool>? Waiting;

    /// <summary>Waits for a start.</summary>
    internal async Task<T> WaitAsync<T>(Task<T> start)
    {
        await WaitAsync((Task)start);
        return await start;
    }

    /// <inheritdoc cref="WaitAsync{T}"/>
    internal async Task WaitAsync(Task start)
    {
        if (start.IsCompleted)
        {
            await start;
            return;
        }

        Waiting?.Invoke(true);
        try
        {
            await start;
        }
        finally
        {
            Waiting?.Invoke(false);
        }
    }
}
