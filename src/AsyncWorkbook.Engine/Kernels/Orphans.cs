using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>
/// Processes that a worker's cells have started and that have left its process tree: their parents ended before them.
/// On Linux they are known by a variable that they inherited. What is not found: a process that was started with an
/// environment of its own, and on other systems every process whose parent has ended.
/// </summary>
internal static class Orphans
{
    /// <summary>The environment variable that a worker and all its descendants have, with a value of the worker's own.</summary>
    public const string Variable = "WORKBOOK_WORKER";

    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(2);

    /// <summary>Ends every process that has the mark, and waits until they are gone.</summary>
    /// <param name="mark">The worker's value of <see cref="Variable"/>.</param>
    public static async Task KillAsync(string mark)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var entry = Encoding.UTF8.GetBytes($"{Variable}={mark}");
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < patience)
        {
            // Again until none is left: one may have been starting another.
            var left = Directory.EnumerateDirectories("/proc").Where(process => Carries(process, entry)).ToList();
            if (left.Count == 0)
            {
                return;
            }

            left.ForEach(Kill);
            await Task.Delay(pause);
        }
    }

    private static bool Carries(string process, byte[] entry)
    {
        if (!char.IsAsciiDigit(process["/proc/".Length]))
        {
            return false;
        }

        try
        {
            return File.ReadAllBytes(Path.Combine(process, "environ")).AsSpan().IndexOf(entry) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It has ended, or is somebody else's.
        }
    }

    private static void Kill(string process)
    {
        try
        {
            using var orphan = Process.GetProcessById(int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture));
            orphan.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }
}
