using System.Diagnostics;
using System.Globalization;

namespace AsyncWorkbook.Tests;

[StartsProcesses]
public sealed class SubprocessTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60); // far below the 1000 s of the process that is left behind

    [Theory]
    [InlineData("sleep 1000 & echo $!", SubprocessEnding.Exited)]
    [InlineData("sh -c 'sleep 1000 & echo $!'; exec sleep 1000", SubprocessEnding.TooSlow)]
    public async Task The_deadline_holds_for_a_process_that_keeps_the_output_open(string script, SubprocessEnding ending)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no sh");
        var running = Subprocess.RunProgramAsync("sh", ["-c", script], Path.GetTempPath(), TimeSpan.FromSeconds(1));

        var end = await running.WaitAsync(patience, TestContext.Current.CancellationToken);

        using var left = Process.GetProcessById(int.Parse(end.Output, CultureInfo.InvariantCulture));
        left.Kill();
        Assert.Equal(ending, end.Ending);
    }

    [Fact]
    public async Task Everything_that_a_program_printed_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no sh");
        var end = await Subprocess.RunProgramAsync("sh", ["-c", "echo out; echo err >&2; exit 3"], Path.GetTempPath());
        Assert.Equal(new SubprocessResult(SubprocessEnding.Exited, 3, "out", "err"), end);
    }

    [Fact]
    public async Task A_program_that_hangs_is_seen_to_stand_still()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no sh");
        var end = await Subprocess.RunProgramAsync(
            "sh", ["-c", "echo asking; exec sleep 1000"], Path.GetTempPath(), standstill: TimeSpan.FromMilliseconds(100));

        Assert.Equal(new SubprocessResult(SubprocessEnding.StoodStill, null, "asking", ""), end);
        Assert.Equal("asking\n(it stands still: killed)", end.ToString());
    }

    [Fact]
    public async Task A_program_that_hangs_can_be_asked_what_it_waits_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no sh");
        HungProcess? seen = null;
        var end = await Subprocess.RunProgramAsync(
            "sh",
            ["-c", "trap 'echo for the bell' USR1; echo waiting; sleep 1000 & while :; do wait; done"],
            Path.GetTempPath(),
            standstill: TimeSpan.FromMilliseconds(100),
            examine: async process =>
            {
                seen = process;
                Assert.Equal(0, (await Subprocess.RunProgramAsync("sh", ["-c", $"kill -USR1 {process.Id}"], Path.GetTempPath())).ExitCode);
            });

        Assert.Equal(new SubprocessResult(SubprocessEnding.StoodStill, null, "waiting\nfor the bell", ""), end);
        Assert.Equal("waiting\n", seen?.Output);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(seen!.Id));
    }

    [Fact]
    public async Task Tools_find_a_place_also_when_all_places_are_taken_by_what_hangs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no sh");
        var ends = await Task.WhenAll(Enumerable.Range(0, 1 + Environment.ProcessorCount).Select(_ => Subprocess.RunProgramAsync(
            "sh",
            ["-c", "exec sleep 1000"],
            Path.GetTempPath(),
            standstill: TimeSpan.FromMilliseconds(100),
            examine: async _ => await Subprocess.RunProgramAsync("sh", ["-c", "true"], Path.GetTempPath()))));

        Assert.All(ends, end => Assert.Equal(SubprocessEnding.StoodStill, end.Ending));
    }

    [Fact]
    public async Task A_tool_that_fails_fails_the_run_and_the_program_is_gone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no sh");
        HungProcess? seen = null;
        var running = Subprocess.RunProgramAsync(
            "sh",
            ["-c", "exec sleep 1000"],
            Path.GetTempPath(),
            standstill: TimeSpan.FromMilliseconds(100),
            examine: process =>
            {
                seen = process;
                throw new InvalidOperationException("no such tool");
            });

        Assert.Equal("no such tool", (await Assert.ThrowsAsync<InvalidOperationException>(() => running)).Message);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(seen!.Id));
    }

    [Fact]
    public async Task A_program_that_is_busy_to_its_deadline_is_too_slow_here()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no sh");
        var end = await Subprocess.RunProgramAsync(
            "sh", ["-c", "while :; do :; done"], Path.GetTempPath(), TimeSpan.FromSeconds(4), standstill: TimeSpan.FromSeconds(1));

        Assert.Equal(SubprocessEnding.TooSlow, end.Ending);
    }

    [Fact]
    public async Task One_that_ends_while_it_is_examined_has_exited()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no sh");
        for (var time = 0; time < 50; time++) // the moment in which it is neither here nor gone is short
        {
            var end = await Subprocess.RunProgramAsync(
                "sh", ["-c", "exec sleep 1000"], Path.GetTempPath(), standstill: TimeSpan.FromMilliseconds(20), examine: process =>
            {
                using var examined = Process.GetProcessById(process.Id);
                examined.Kill();
                return Task.CompletedTask;
            });
            Assert.Equal((SubprocessEnding.Exited, 137), (end.Ending, end.ExitCode));
        }
    }

    [Fact]
    public async Task A_program_that_ends_while_it_is_looked_at_has_exited()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no sh");
        var end = await Subprocess.RunProgramAsync("sh", ["-c", "exit 3"], Path.GetTempPath(), standstill: TimeSpan.FromHours(1));

        Assert.Equal(new SubprocessResult(SubprocessEnding.Exited, 3, "", ""), end);
    }

    [Fact]
    public async Task No_more_programs_run_at_once_than_there_are_processors()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no sh");
        var folder = Directory.CreateTempSubdirectory("places-");

        // Each counts those that are there, itself among them, and leaves.
        const string script = "mkdir here-$$; ls -d here-* | wc -l; sleep 0.05; ls -d here-* | wc -l; rmdir here-$$";
        var ends = await Task.WhenAll(Enumerable.Range(0, (4 * Environment.ProcessorCount) + 1)
            .Select(_ => Subprocess.RunProgramAsync("sh", ["-c", script], folder.FullName)));

        folder.Delete(recursive: true);
        Assert.All(
            ends.SelectMany(end => end.Output.Split('\n')),
            count => Assert.InRange(int.Parse(count, CultureInfo.InvariantCulture), 1, Environment.ProcessorCount));
    }

    [Theory]
    [InlineData(SubprocessEnding.Exited, 0, Judgement.Parity)]
    [InlineData(SubprocessEnding.Exited, 1, Judgement.Bug)]
    [InlineData(SubprocessEnding.StoodStill, null, Judgement.Bug)]
    [InlineData(SubprocessEnding.TooSlow, null, Judgement.NotRun)]
    public void A_slow_machine_turns_no_verdict(SubprocessEnding ending, int? exitCode, Judgement judgement)
    {
        var spec = ProblemSpec.Load(Repository.PathOf("data", "p12-blocking-the-loop.json"));
        var run = new SubprocessResult(ending, exitCode, "", "").AsRun(end => new { responsive = end.ExitCode == 0 });

        Assert.Equal(judgement, spec.Judge("offTheLoop", Runs.Of(run, run, run)).Overall);
    }
}
