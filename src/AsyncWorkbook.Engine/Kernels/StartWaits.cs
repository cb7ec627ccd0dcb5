namespace AsyncWorkbook.Engine.Kernels;

/// <summary>Tells when running code waits for a language to start: that is not the code's own time.</summary>
public sealed class StartWaits
{
    /// <summary>Called when a wait begins, with true, and when it ends, with false; waits may overlap.</summary>
    internal event Action<bool>? Waiting;

    /// <summary>Waits for a start.</summary>
    internal async Task<T> WaitAsync<T>(Task<T> start)
    {
        if (start.IsCompleted)
        {
            return await start;
        }

        Waiting?.Invoke(true);
        try
        {
            return await start;
        }
        finally
        {
            Waiting?.Invoke(false);
        }
    }
}
