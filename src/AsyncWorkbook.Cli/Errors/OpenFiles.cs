using System.Runtime.InteropServices;

namespace AsyncWorkbook.Cli.Errors;

/// <summary>
/// How many files the process may have open. With too few of them the runtime does without parts of itself that it cannot load,
/// wherever it happens to be: it fails without a word, or waits for ever. So that is asked before anything else.
/// </summary>
internal static partial class OpenFiles
{
    /// <summary>One notebook with three languages needs about a hundred.</summary>
    public const ulong Enough = 256;

    private const int ofLinux = 7;
    private const int ofMacOS = 8;

    /// <summary>The one line that says that there are too few; null where there are enough, or where nothing limits them.</summary>
    public static string? TooFew() =>
        !OperatingSystem.IsWindows() && Asked(OperatingSystem.IsMacOS() ? ofMacOS : ofLinux, out var limit) == 0 && limit.Current < Enough
            ? $"only {limit.Current} files may be open (ulimit -n), {Enough} are needed; run \"ulimit -n 1024\" first."
            : null;

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int Asked(int resource, out Limits limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limits
    {
        public readonly ulong Current;
        public readonly ulong Highest;
    }
}
