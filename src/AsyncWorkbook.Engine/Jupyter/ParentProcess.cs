using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>
/// The process that started the kernel. A server that is killed has no time to end its kernels, so each ends by itself
/// when its parent is gone.
/// </summary>
internal static partial class ParentProcess
{
    /// <summary>Jupyter names itself here to the kernels that it starts; by hand they have no parent to watch.</summary>
    private const string variable = "JPY_PARENT_PID";

    private static readonly TimeSpan interval = TimeSpan.FromSeconds(1);

    /// <summary>Completes when the parent has ended; never if there is none to watch.</summary>
    public static async Task EndAsync(CancellationToken cancel)
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var named))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        }

        if (OperatingSystem.IsWindows())
        {
            await EndAsync(named, cancel);
            return;
        }

        // An orphan gets another parent. To ask for the process itself would miss one that nobody has buried yet.
        var parent = GetParent();
        using var timer = new PeriodicTimer(interval);
        while (GetParent() == parent && (parent != 1 || named == 1))
        {
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    private static async Task EndAsync(int id, CancellationToken cancel)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync(cancel);
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetParent();
}
