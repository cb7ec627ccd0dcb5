using System.Diagnostics;
using System.Globalization;

namespace AsyncWorkbook.Tests;

[StartsProcesses]
public sealed class SubprocessTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60); // far below the 1000 s of the process that is left behind

    [Theory]
    [InlineData("sleep 1000 & echo $!", 0)]
    [InlineData("sh -c 'sleep 1000 & echo $!'; exec sleep 1000", null)]
    public async Task The_deadline_holds_for_a_process_that_keeps_the_output_open(string script, int? exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no sh");
        var running = Subprocess.RunProgramAsync("sh", ["-c", script], Path.GetTempPath(), TimeSpan.FromSeconds(1));

        var end = await running.WaitAsync(patience, TestContext.Current.CancellationToken);

        using var left = Process.GetProcessById(int.Parse(end.Output, CultureInfo.InvariantCulture));
        left.Kill();
        Assert.Equal(exitCode, end.ExitCode);
    }

    [Fact]
    public async Task Everything_that_a_program_printed_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no sh");
        var end = await Subprocess.RunProgramAsync("sh", ["-c", "echo out; echo err >&2; exit 3"], Path.GetTempPath());
        Assert.Equal(new SubprocessResult(3, "out", "err"), end);
    }
}
