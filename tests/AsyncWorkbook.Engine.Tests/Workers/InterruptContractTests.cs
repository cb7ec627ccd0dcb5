using AsyncWorkbook.Engine.Kernels;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What every worker must do, tested with real processes: interrupts.</summary>
[StartsProcesses]
public sealed class InterruptContractTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60); // long enough that only the worker can have done it

    public static TheoryData<string> Languages => [.. Snippets.Of.Keys];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_interrupt_stops_running_code_and_keeps_the_variables(string language)
    {
        await using var live = new LiveKernel(language, patience);
        var say = Snippets.Of[language];
        await live.RunAsync(Snippets.Fill(say.Assign, "kept", "42"));
        var process = live.Kernel.ProcessId;

        foreach (var code in new[] { say.Loop, say.PrintForEver, say.WaitForEver, say.SpinForEver })
        {
            using var interrupt = new CancellationTokenSource();
            var sink = new RecordingSink();
            var run = live.StartCell(Snippets.Fill(say.Print, "\"began\"") + "\n" + code, sink, interrupt.Token);
            await sink.UntilAsync(shown => shown.Stdout.StartsWith("began", StringComparison.Ordinal));
            await interrupt.CancelAsync();

            Assert.Equal((code, ExecutionStatus.Interrupted), (code, await run));
            Assert.Contains(sink.Error!.Name, new[] { "KeyboardInterrupt", "OperationCanceledException", "Interrupted" });
        }

        Assert.Equal(42, (int)(await live.Kernel.GetValueAsync("kept", SharedValue.Json, default)).Value!);
        Assert.Equal(process, live.Kernel.ProcessId);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_interrupt_stops_the_process_that_a_cell_waits_for(string language)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the processes that cells start are known on Linux only");
        await using var live = new LiveKernel(language, patience);
        var say = Snippets.Of[language];
        await live.RunAsync(Snippets.Fill(say.Assign, "kept", "42"));
        var process = live.Kernel.ProcessId;
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var run = live.StartCell(say.WaitForChild, sink, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout.StartsWith("began", StringComparison.Ordinal));

        await interrupt.CancelAsync();

        Assert.Equal(ExecutionStatus.Interrupted, await run);
        Assert.Equal(42, (int)(await live.Kernel.GetValueAsync("kept", SharedValue.Json, default)).Value!);
        Assert.Equal(process, live.Kernel.ProcessId);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_interrupt_at_any_moment_harms_no_later_cell(string language)
    {
        await using var live = new LiveKernel(language, patience);
        var say = Snippets.Of[language];
        var process = (await live.RunAsync("")).Status == ExecutionStatus.Ok ? live.Kernel.ProcessId : null;

        await Gen.Select(Gen.Bool, Gen.Int[0, 3000]).SampleAsync(
            async (endless, delay) =>
            {
                using var interrupt = new CancellationTokenSource();
                var run = live.StartCell(endless ? say.Loop : Snippets.Fill(say.Print, "1"), new RecordingSink(), interrupt.Token);
                Thread.SpinWait(delay * 20); // from no time at all to a few milliseconds: the moment is what is random
                await interrupt.CancelAsync();
                Assert.True(await run is ExecutionStatus.Interrupted || !endless);

                var (status, shown) = await live.RunAsync(Snippets.Fill(say.Print, "2"));
                Assert.Equal((ExecutionStatus.Ok, null, "2"), (status, shown.Error?.Value, shown.Stdout.TrimEnd()));
            },
            iter: 50,
            threads: 1);
        Assert.Equal(process, live.Kernel.ProcessId);
    }
}
