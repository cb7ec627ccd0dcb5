using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

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
        if (!nint.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var named))
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

    /// <summary>On Windows Jupyter does not give the parent's id, but a handle to it that the kernel inherits.</summary>
    private static async Task EndAsync(nint handle, CancellationToken cancel)
    {
        using var parent = new EventWaitHandle(initialState: false, EventResetMode.ManualReset);
        parent.SafeWaitHandle.Dispose();
        parent.SafeWaitHandle = new SafeWaitHandle(handle, ownsHandle: false);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watch = ThreadPool.RegisterWaitForSingleObject(
            parent, (_, _) => ended.TrySetResult(), null, Timeout.InfiniteTimeSpan, executeOnlyOnce: true);
        try
        {
            await ended.Task.WaitAsync(cancel);
        }
        finally
        {
            watch.Unregister(null);
        }
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetParent();
}
