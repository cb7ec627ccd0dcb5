using System.Diagnostics;

namespace AsyncWorkbook;

/// <summary>The programs that are running. They go with this process when it ends, whether they hang or not.</summary>
internal static class RunningProcesses
{
    private static readonly HashSet<Process> running = [];

    static RunningProcesses()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();
    }

    /// <summary>Adds a program that was just started.</summary>
    public static void Add(Process process)
    {
        lock (running)
        {
            running.Add(process);
        }
    }

    /// <summary>Takes out a program that has ended.</summary>
    public static void Remove(Process process)
    {
        lock (running)
        {
            running.Remove(process);
        }
    }

    private static void KillAll()
    {
        lock (running)
        {
            foreach (var process in running)
            {
                try
                {
                    process.Kill(); // alone: to look for its children takes longer than the end of a notebook's process may
                }
                catch (InvalidOperationException)
                {
                    // It has ended by itself.
                }
            }
        }
    }
}
