using System.Diagnostics;
using System.Globalization;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>A worker process ended while it was needed. The message tells how, such as <c>exit code 3</c>.</summary>
internal sealed class WorkerEndedException(string how) : Exception(how);

/// <summary>Says how a process ended, in words.</summary>
internal static class ProcessExit
{
    /// <summary>On Unix, a process that was ended by signal n reports exit code 128 + n.</summary>
    private const int signalBase = 128;

    public static string Describe(Process process)
    {
        if (!process.HasExited)
        {
            return "it closed its connection and still runs";
        }

        var code = process.ExitCode;
        var signal = OperatingSystem.IsWindows() ? null : (code - signalBase) switch
        {
            4 => "SIGILL, an illegal instruction",
            6 => "SIGABRT, it aborted itself",
            7 => "SIGBUS, a bad memory access",
            9 => "SIGKILL, it was killed",
            11 => "SIGSEGV, a bad memory access or stack overflow",
            15 => "SIGTERM, it was asked to end",
            _ => null,
        };
        return string.Create(CultureInfo.InvariantCulture, $"exit code {code}{(signal is null ? "" : $": {signal}")}");
    }
}
