using System.Runtime.ExceptionServices;
using AsyncWorkbook.Workers.CSharp.Core.Errors;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Running;
using AsyncWorkbook.Workers.CSharp.Shell.Transport;

namespace AsyncWorkbook.Workers.CSharp.Shell.Lifetime;

/// <summary>Shows the exceptions that no cell caught and no cell awaited, in the cell that started the work.</summary>
internal static class LostExceptions
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    // Whose work threw the latest exceptions: when a task turns out to be lost, nothing else tells any more.
    private static readonly (WeakReference<Exception> Exception, Execution Execution)[] thrown = new (WeakReference<Exception>, Execution)[256];
    private static int count;
    private static int searched;

    public static void Watch(EventChannel events)
    {
        AppDomain.CurrentDomain.FirstChanceException += (_, first) => Remember(first.Exception);
        TaskScheduler.UnobservedTaskException += (_, lost) =>
        {
            var exceptions = lost.Exception.Flatten().InnerExceptions;
            if (CellOf(exceptions[0]) is { } execution && !exceptions.All(IsPartOfAnInterrupt))
            {
                Print(events, execution, "A task failed, and nobody has awaited it:", exceptions);
            }
        };
        ExceptionHandling.SetUnhandledExceptionHandler(exception =>
        {
            if (CellOf(exception) is not { } execution)
            {
                return false; // the worker's own
            }

            if (!(execution.Interruption.IsRequested && IsPartOfAnInterrupt(exception)))
            {
                Print(events, execution, "An exception was not caught, where no cell waits for it. It would end a program:", [exception]);
            }

            return true;
        });
        AppDomain.CurrentDomain.UnhandledException += (_, _) => events.Flush(patience);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => events.Flush(patience);
    }

    /// <summary>
    /// Has failed tasks that nobody can await any more reported now. The runtime notices when it collects garbage, which
    /// in a short notebook may be never.
    /// </summary>
    public static void Find()
    {
        var latest = Volatile.Read(ref count);
        if (latest == searched)
        {
            return; // nothing was thrown since
        }

        searched = latest;
        GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        var finalizers = new Thread(GC.WaitForPendingFinalizers) { Name = "finalizers", IsBackground = true };
        finalizers.UnsafeStart();
        finalizers.Join(patience); // a finalizer of the reader's may hang
    }

    private static void Remember(Exception exception)
    {
        if (Execution.Starter is { } execution)
        {
            thrown[(uint)Interlocked.Increment(ref count) % thrown.Length] = (new(exception, trackResurrection: true), execution);
        }
    }

    private static Execution? CellOf(Exception exception) =>
        Array.Find(thrown, one => one.Exception is { } known && known.TryGetTarget(out var same) && same == exception).Execution
        ?? Execution.Current;

    private static void Print(IEvents events, Execution execution, string what, IEnumerable<Exception> exceptions) =>
        events.Print(execution.Id, "stderr", $"{what}\n{string.Join("\n", exceptions.SelectMany(ExceptionText.Lines))}\n");

    private static bool IsPartOfAnInterrupt(Exception exception) =>
        exception is ThreadInterruptedException or OperationCanceledException
        || exception.GetType() == typeof(ThreadAbortException);
}
