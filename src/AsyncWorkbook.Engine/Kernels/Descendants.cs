using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>
/// Processes that a worker's cells have started, also those that have left its process tree because their parents ended
/// before them. On Linux they are known by a variable that they inherited. What is not found: a process that was started
/// with an environment of its own, and on other systems every process.
/// </summary>
internal static partial class Descendants
{
    /// <summary>The environment variable that a worker and all its descendants have, with a value of the worker's own.</summary>
    public const string Variable = "WORKBOOK_WORKER";

    private const int interruptSignal = 2; // SIGINT

    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Does to them what Ctrl-C does in a terminal: a cell that waits for one of them cannot stop before it does.
    /// </summary>
    /// <param name="mark">The worker's value of <see cref="Variable"/>.</param>
    /// <param name="worker">The worker itself, which is told in its own way.</param>
    /// <returns>Whether there was any that does not ignore it.</returns>
    public static bool Interrupt(string mark, int worker)
    {
        var any = false;
        if (OperatingSystem.IsLinux())
        {
            foreach (var id in Marked(mark).Where(id => id != worker && !IgnoresInterrupts(id)))
            {
                any |= Signal(id, interruptSignal) == 0;
            }
        }

        return any;
    }

    /// <summary>Ends every process that has the mark, and waits until they are gone.</summary>
    /// <param name="mark">The worker's value of <see cref="Variable"/>.</param>
    public static async Task KillAsync(string mark)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < patience)
        {
            // Again until none is left: one may have been starting another.
            var left = Marked(mark).ToList();
            if (left.Count == 0)
            {
                return;
            }

            left.ForEach(Kill);
            await Task.Delay(pause);
        }
    }

    private static IEnumerable<int> Marked(string mark)
    {
        var entry = Encoding.UTF8.GetBytes($"{Variable}={mark}");
        return Directory.EnumerateDirectories("/proc")
            .Where(process => char.IsAsciiDigit(process["/proc/".Length]) && Carries(process, entry))
            .Select(process => int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture));
    }

    private static bool Carries(string process, byte[] entry)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(process, "environ")).AsSpan().IndexOf(entry) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It has ended, or is somebody else's.
        }
    }

    private static bool IgnoresInterrupts(int process)
    {
        const string ignored = "SigIgn:";
        try
        {
            var signals = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status"))
                .First(line => line.StartsWith(ignored, StringComparison.Ordinal))[ignored.Length..];
            return (ulong.Parse(signals.AsSpan().Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (interruptSignal - 1))) != 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true; // It has ended.
        }
    }

    private static void Kill(int process)
    {
        try
        {
            using var orphan = Process.GetProcessById(process);
            orphan.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
