using System.ComponentModel;
using System.Diagnostics;

namespace AsyncWorkbook;

/// <summary>
/// How a hang is told from a slow machine: by what the process does, not by a clock. A program that only gets no processor has a
/// thread that could run, and uses what it is given sooner or later; one that hangs sleeps, however much time it is given.
/// </summary>
internal static class Standstill
{
    // Less than any program needs that goes on, and more than a runtime's own threads take meanwhile; the clock that counts
    // processor time ticks in 10 ms.
    private static readonly TimeSpan idle = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Completes when the process has stood still: it used no processor time, wrote nothing and all its threads waited, while at least a
    /// given time passed and another process of the same runtime was started and came to its end.
    /// </summary>
    /// <param name="process">The process.</param>
    /// <param name="atLeast">Longer than any wait of its own.</param>
    /// <param name="written">How much it has written so far.</param>
    /// <param name="another">Starts the other process and waits for its end: it measures how slow the machine is.</param>
    /// <param name="over">Ends the looking.</param>
    public static async Task SeenAsync(
        Process process, TimeSpan atLeast, Func<int> written, Func<Task> another, CancellationToken over)
    {
        while (true)
        {
            var (used, wrote, slept) = (Used(process), written(), Sleeps(process));
            await Task.Delay(atLeast, over);
            await another();
            if (used is { } before && Used(process) is { } after && after - before <= idle && written() == wrote
                && slept && Sleeps(process))
            {
                return;
            }
        }
    }

    /// <summary>Whether none of its threads runs, or could.</summary>
    private static bool Sleeps(Process process)
    {
        try
        {
            process.Refresh();
            return process.Threads.Cast<ProcessThread>().All(thread => thread.ThreadState == System.Diagnostics.ThreadState.Wait);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    /// <summary>The processor time that it has used; null if it has ended.</summary>
    private static TimeSpan? Used(Process process)
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception) // the latter where it ends just now
        {
            return null;
        }
    }
}
