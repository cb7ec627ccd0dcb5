using System.Collections.Concurrent;

namespace AsyncWorkbook.Workers.CSharp.Shell.Lifetime;

/// <summary>
/// The thread on which commands are carried out. What awaits there goes on there, so that nothing of the worker's own
/// needs the thread pool, which cells may have starved.
/// </summary>
internal sealed class CommandThread : SynchronizationContext
{
    private const int stackSize = 16 << 20; // bytes; recursion is something that readers try

    // What a piece of work leaves behind in AsyncLocals and its culture ends with it.
    private static readonly ExecutionContext blank = ExecutionContext.Capture()!;

    private readonly BlockingCollection<(SendOrPostCallback Work, object? State)> work = [];

    /// <summary>Has work done after all that was posted before; returns at once.</summary>
    public void Post(Action action) => Post(static state => ((Action)state!)(), action);

    public override void Post(SendOrPostCallback d, object? state) => work.Add((d, state), CancellationToken.None);

    /// <summary>Works until the process ends.</summary>
    /// <param name="beforeFirst">Called when there is work for the first time.</param>
    public void Run(Action beforeFirst)
    {
        var thread = new Thread(() => Work(beforeFirst), stackSize);
        thread.UnsafeStart();
        thread.Join();
    }

    private void Work(Action beforeFirst)
    {
        SetSynchronizationContext(this);
        var first = true;
        foreach (var (action, state) in work.GetConsumingEnumerable(CancellationToken.None))
        {
            if (first)
            {
                beforeFirst();
                first = false;
            }

            ExecutionContext.Run(blank, new ContextCallback(action), state);
        }
    }
}
