using System.ComponentModel;
using System.Diagnostics;

namespace AsyncWorkbook;

/// <summary>
/// How a hang is told from a slow machine: by what the process does, not by a clock. A program that only gets no processor is
/// given a little sooner or later, and uses it; one that hangs uses none, however much time it is given.
/// </summary>
internal static class Standstill
{
    // Less than any program needs that goes on, and more than a runtime's own threads take meanwhile; the clock that counts
    // processor time ticks in 10 ms.
    private static readonly TimeSpan idle = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Completes when the process has stood still: it used no processor time and wrote nothing, while at least a given time
    /// passed and another process of the same runtime was started and came to its end.
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
            var (used, wrote) = (Used(process), written());
            await Task.Delay(atLeast, over);
            await another();
            if (used is { } before && Used(process) is { } after && after - before <= idle && written() == wrote)
            {
                return;
            }
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
