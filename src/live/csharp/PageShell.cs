using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Running;

namespace AsyncWorkbook.Live.CSharp;

/// <summary>
/// A Web Worker as the place where the core runs. It has one thread, so code is stopped where it checks or waits; what does
/// neither ends with the worker, and that is the page's to do.
/// </summary>
internal sealed class PageShell : IShell
{
    private readonly Queue<Action> posted = new();
    private bool running;

    /// <inheritdoc/>
    public IEvents Events { get; } = new PageEvents();

    /// <inheritdoc/>
    public bool HasThreads => false;

    /// <inheritdoc/>
    public void Post(Action work)
    {
        posted.Enqueue(work);
        if (!running)
        {
            running = true;
            ThreadPool.UnsafeQueueUserWorkItem(static shell => shell.Run(), this, preferLocal: false);
        }
    }

    /// <inheritdoc/>
    public Interruption CreateInterruption() => new();

    /// <inheritdoc/>
    public void Ending(Execution execution) => LostExceptions.Find();

    /// <inheritdoc/>
    public void End() => Page.End();

    private void Run()
    {
        while (posted.TryDequeue(out var work))
        {
            work();
        }

        running = false;
    }
}
