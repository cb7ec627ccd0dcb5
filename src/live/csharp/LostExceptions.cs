using AsyncWorkbook.Workers.CSharp.Core.Errors;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Running;

namespace AsyncWorkbook.Live.CSharp;

/// <summary>Exceptions of tasks that nobody awaits: told in the cell that started the work, if that is known.</summary>
internal static class LostExceptions
{
    private static bool thrown;

    /// <summary>Watches from now on.</summary>
    public static void Watch(IEvents events)
    {
        AppDomain.CurrentDomain.FirstChanceException += static (_, _) => thrown = true;
        TaskScheduler.UnobservedTaskException += (_, lost) =>
        {
            lost.SetObserved();
            if (Execution.Current is { } execution && !lost.Exception.Flatten().InnerExceptions.All(static error => error is OperationCanceledException))
            {
                var lines = lost.Exception.Flatten().InnerExceptions.SelectMany(ExceptionText.Lines);
                events.Print(execution.Id, "stderr", $"A task failed, and nobody has awaited it:\n{string.Join("\n", lines)}\n");
            }
        };
    }

    /// <summary>Finds what has been lost since it was last called: a task tells when it is collected.</summary>
    public static void Find()
    {
        if (thrown)
        {
            thrown = false;
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
