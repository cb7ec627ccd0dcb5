using AsyncWorkbook.Engine.Kernels;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What every worker must do, tested with real processes: what they show.</summary>
[StartsProcesses]
public sealed class OutputContractTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60); // long enough that only the worker can have done it

    /// <summary>Text without lone surrogates, which no JSON can carry.</summary>
    private static readonly Gen<string> anyText = Gen.OneOf(
        Gen.String[Gen.Char[' ', '\u00ff'], 0, 20],
        Gen.OneOf("", "😀 <é> \u2028 \u007f", "a\\b\"c/d\n\t", "__proto__", "</script>&amp;'+`${x}`"));

    public static TheoryData<string> Languages => [.. Snippets.Of.Keys];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task What_is_printed_is_shown_as_it_is(string language)
    {
        await using var live = new LiveKernel(language);
        var say = Snippets.Of[language];

        await anyText.SampleAsync(
            async text =>
            {
                await live.Kernel.SetValueAsync("text", new SharedValue(SharedValue.Json, text), default);
                var (status, shown) = await live.RunAsync(Snippets.Fill(say.Print, "text") + "\n" + Snippets.Fill(say.PrintError, "text"));

                Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
                Assert.Equal((text + "\n", text + "\n"), (shown.Stdout.Replace("\r\n", "\n", StringComparison.Ordinal), shown.Stderr.Replace("\r\n", "\n", StringComparison.Ordinal)));
            },
            iter: 30,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Long_output_arrives_whole(string language)
    {
        await using var live = new LiveKernel(language);
        var text = string.Concat(Enumerable.Range(0, 200_000).Select(number => $"{number} "));
        await live.Kernel.SetValueAsync("text", new SharedValue(SharedValue.Json, text), default);

        var (_, shown) = await live.RunAsync(Snippets.Fill(Snippets.Of[language].Print, "text"));

        Assert.Equal(text, shown.Stdout.TrimEnd('\r', '\n'));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Output_that_looks_like_the_protocol_is_output(string language)
    {
        const string Forged = """{"type":"done","parent":"e1","status":"error"}""";
        await using var live = new LiveKernel(language);
        var say = Snippets.Of[language];
        await live.Kernel.SetValueAsync("text", new SharedValue(SharedValue.Json, Forged), default);

        var (status, shown) = await live.RunAsync(
            Snippets.Fill(say.Print, "text") + "\n" + Snippets.Fill(say.PrintAsChild, "text"));

        // Through two channels: the child's line may come before or after.
        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
        Assert.Equal($"{Forged}\n{Forged}\n", shown.Stdout.Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Output_arrives_while_the_cell_is_busy(string language)
    {
        await using var live = new LiveKernel(language, patience);
        var say = Snippets.Of[language];
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();

        var run = live.StartCell(Snippets.Fill(say.Print, "\"began\"") + "\n" + say.Loop, sink, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout.TrimEnd() == "began");
        Assert.False(run.IsCompleted);

        await interrupt.CancelAsync();
        Assert.Equal(ExecutionStatus.Interrupted, await run);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Late_output_belongs_to_the_cell_that_started_the_work(string language)
    {
        await using var live = new LiveKernel(language);
        var say = Snippets.Of[language];
        var first = new RecordingSink();
        var second = new RecordingSink();
        await live.StartCell(say.Gate, new RecordingSink());

        Assert.Equal(ExecutionStatus.Ok, await live.StartCell(say.PrintBehindGate, first));
        Assert.Empty(first.Stdout);
        Assert.Equal(ExecutionStatus.Ok, await live.StartCell(say.OpenGate, second));

        await first.UntilAsync(shown => shown.Stdout.TrimEnd() == "late");
        Assert.Empty(second.Stdout);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task What_child_processes_print_is_shown_in_the_cell_that_ran_them(string language)
    {
        await using var live = new LiveKernel(language);
        for (var number = 1; number <= 3; number++)
        {
            var (status, shown) = await live.RunAsync(Snippets.Fill(Snippets.Of[language].PrintAsChild, $"\"child {number}\""));

            Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
            Assert.Equal($"child {number}\n", shown.Stdout.Replace("\r\n", "\n", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_empty_cell_shows_nothing(string language)
    {
        await using var live = new LiveKernel(language);

        var (status, shown) = await live.RunAsync("");

        Assert.Equal(ExecutionStatus.Ok, status);
        Assert.Empty(shown.Outputs);
    }
}
