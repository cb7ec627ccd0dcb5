using System.Runtime.ExceptionServices;
using AsyncWorkbook.Workers.CSharp.Errors;
using AsyncWorkbook.Workers.CSharp.Protocol;
using AsyncWorkbook.Workers.CSharp.Running;

namespace AsyncWorkbook.Workers.CSharp.Output;

/// <summary>Shows the exceptions that no cell caught and no cell awaited, in the cell that started the work.</summary>
internal static class LostExceptions
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    // Whose work threw the latest exceptions: when a task turns out to be lost, nothing else tells any more.
    private static readonly (WeakReference<Exception> Exception, Cell Cell)[] thrown = new (WeakReference<Exception>, Cell)[256];
    private static int count;
    private static int searched;

    public static void Watch(EventChannel events)
    {
        AppDomain.CurrentDomain.FirstChanceException += (_, first) => Remember(first.Exception);
        TaskScheduler.UnobservedTaskException += (_, lost) =>
        {
            var exceptions = lost.Exception.Flatten().InnerExceptions;
            if (CellOf(exceptions[0]) is { } cell && !exceptions.All(IsPartOfAnInterrupt))
            {
                Print(events, cell, "A task failed, and nobody has awaited it:", exceptions);
            }
        };
        ExceptionHandling.SetUnhandledExceptionHandler(exception =>
        {
            if (CellOf(exception) is not { } cell)
            {
                return false; // the worker's own
            }

            if (!(cell.Interruption.IsRequested && IsPartOfAnInterrupt(exception)))
            {
                Print(events, cell, "An exception was not caught, where no cell waits for it. It would end a program:", [exception]);
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
        if (Cell.Starter is { } cell)
        {
            thrown[(uint)Interlocked.Increment(ref count) % thrown.Length] = (new(exception, trackResurrection: true), cell);
        }
    }

    private static Cell? CellOf(Exception exception) =>
        Array.Find(thrown, one => one.Exception is { } known && known.TryGetTarget(out var same) && same == exception).Cell
        ?? Cell.Current;

    private static void Print(EventChannel events, Cell cell, string what, IEnumerable<Exception> exceptions) =>
        events.Print(cell.Id, "stderr", $"{what}\n{string.Join("\n", exceptions.SelectMany(ExceptionText.Lines))}\n");

    private static bool IsPartOfAnInterrupt(Exception exception) =>
        exception is ThreadInterruptedException or OperationCanceledException
        || exception.GetType() == typeof(ThreadAbortException);
}
