using AsyncWorkbook.Workers.CSharp.Protocol;
using AsyncWorkbook.Workers.CSharp.Running;

namespace AsyncWorkbook.Workers.CSharp.Output;

/// <summary>Shows the exceptions that no cell caught and no cell awaited.</summary>
internal static class LostExceptions
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    public static void Watch(EventChannel events)
    {
        TaskScheduler.UnobservedTaskException += (_, lost) =>
        {
            var exceptions = lost.Exception.Flatten().InnerExceptions;
            if (Cell.Latest is { } cell && !exceptions.All(IsPartOfAnInterrupt))
            {
                events.Print(cell.Id, "stderr", "Nobody awaited a task that failed:\n"
                    + string.Join("\n", exceptions.SelectMany(Errors.ExceptionText.Lines)) + "\n");
            }
        };

        AppDomain.CurrentDomain.UnhandledException += (_, _) =>
        {
            // The runtime prints the exception itself. What cells printed before it must not be lost.
            events.Flush(patience);
            if (Cell.Current is { } cell)
            {
                RawStreams.Complain(
                    $"The C# worker ends: an exception was not caught on a thread that {cell.File} started.");
            }
        };

        AppDomain.CurrentDomain.ProcessExit += (_, _) => events.Flush(patience);
    }

    private static bool IsPartOfAnInterrupt(Exception exception) =>
        exception is ThreadInterruptedException or OperationCanceledException
        || exception.GetType() == typeof(ThreadAbortException);
}
