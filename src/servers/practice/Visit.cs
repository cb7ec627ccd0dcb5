namespace AsyncWorkbook.Servers.Practice;

/// <summary>A request in flight, or an open socket; it ends when it is disposed of, before the answer is sent.</summary>
internal sealed class Visit(RunSeen run, int earlier, int? together, CancellationToken left) : IDisposable
{
    private bool wasAbandoned;

    /// <summary>How many requests of the run asked for the same before.</summary>
    public int Earlier => earlier;

    /// <summary>Waits for the others, if it is to, and then for a time.</summary>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async Task WaitAsync(TimeSpan time)
    {
        try
        {
            if (together is { } count)
            {
                await run.GatheredAsync(count, left);
            }

            await Task.Delay(time, left);
        }
        catch (OperationCanceledException)
        {
            Abandon();
            throw;
        }
    }

    /// <summary>Notes that the caller went without a word.</summary>
    public void Abandon() => wasAbandoned = true;

    /// <summary>Notes that a message came.</summary>
    public void CountMessage() => run.CountMessage();

    public void Dispose() => run.Leave(wasAbandoned);
}
