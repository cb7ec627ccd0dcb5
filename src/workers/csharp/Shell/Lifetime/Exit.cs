using System.Diagnostics;

namespace AsyncWorkbook.Workers.CSharp.Shell.Lifetime;

/// <summary>The end of the process, whatever user code is doing.</summary>
internal static class Exit
{
    private static readonly TimeSpan grace = TimeSpan.FromMilliseconds(200);

    /// <summary>Lets exit handlers of the cells run for a moment, then ends the process. Does not return.</summary>
    public static void Now()
    {
        new Thread(() => Environment.Exit(0)) { IsBackground = true }.UnsafeStart();
        Thread.Sleep(grace);
        using var self = Process.GetCurrentProcess();
        self.Kill(); // an exit handler or a finalizer hangs
    }
}
