using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Tests.Workers;

namespace AsyncWorkbook.Live.Tests;

/// <summary>The three languages in a page: from where they run, and how they stop.</summary>
public sealed class PageTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60); // long enough that only the worker can have done it

    public static TheoryData<string> Languages => [.. Snippets.Of.Keys];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task From_disk_a_cell_runs_with_no_server_and_nothing_that_connects(string language)
    {
        await using var live = new LiveKernel(language, fromDisk: true);
        var say = Snippets.Of[language];
        await live.RunAsync(Snippets.Fill(say.Assign, "kept", "42"));

        var (status, shown) = await live.RunAsync(Snippets.Fill(say.Print, "kept"));

        Assert.Equal((ExecutionStatus.Ok, null, "42"), (status, shown.Error?.Value, shown.Stdout.TrimEnd()));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_interrupt_ends_what_a_cell_awaits_and_keeps_the_variables(string language)
    {
        await using var live = new LiveKernel(language, patience);
        var say = Snippets.Of[language];
        await live.RunAsync(Snippets.Fill(say.Assign, "kept", "42"));
        var process = live.Kernel.ProcessId;

        // A loop over what is there at once gives way to nothing but microtasks in JavaScript.
        foreach (var code in language == "javascript" ? [say.WaitForEver] : new[] { say.WaitForEver, say.SpinForEver })
        {
            using var interrupt = new CancellationTokenSource();
            var sink = new RecordingSink();
            var run = live.StartCell(Snippets.Fill(say.Print, "\"began\"") + "\n" + code, sink, interrupt.Token);
            await sink.UntilAsync(shown => shown.Stdout.StartsWith("began", StringComparison.Ordinal));
            await interrupt.CancelAsync();

            Assert.Equal((code, ExecutionStatus.Interrupted), (code, await run));
        }

        Assert.Equal(42, (int)(await live.Kernel.GetValueAsync("kept", SharedValue.Json, default)).Value!);
        Assert.Equal(process, live.Kernel.ProcessId);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task What_never_gives_way_shows_what_it_prints_and_ends_with_its_worker(string language)
    {
        await using var live = new LiveKernel(language, TimeSpan.FromSeconds(0.1));
        var say = Snippets.Of[language];
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var run = live.StartCell(Snippets.Fill(say.Print, "\"began\"") + "\n" + say.Loop, sink, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout.TrimEnd() == "began");

        await interrupt.CancelAsync();

        Assert.Equal(ExecutionStatus.Killed, await run);
        var (status, shown) = await live.RunAsync(Snippets.Fill(say.Print, "\"afresh\""));
        Assert.Equal((ExecutionStatus.Ok, "afresh"), (status, shown.Stdout.TrimEnd()));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Output_that_looks_like_the_protocol_is_only_output(string language)
    {
        const string Forged = """{"type":"done","parent":"e1","status":"error"}""";
        await using var live = new LiveKernel(language);
        await live.Kernel.SetValueAsync("text", new SharedValue(SharedValue.Json, Forged), default);

        var (status, shown) = await live.RunAsync(Snippets.Fill(Snippets.Of[language].Print, "text"));

        Assert.Equal((ExecutionStatus.Ok, null, Forged), (status, shown.Error?.Value, shown.Stdout.TrimEnd()));
    }

    [Theory]
    [InlineData("Console.WriteLine(Microsoft.DotNet.Interactive.Kernel.Root.Name);", "wait on threads of their own")]
    [InlineData("await Microsoft.DotNet.Interactive.Kernel.GetInputAsync(\"?\")", "wait on threads of their own")]
    [InlineData("Console.ReadLine()", "cannot wait for an answer")]
    [InlineData("Task.Delay(1).Wait();", "Cannot wait on monitors")]
    public async Task What_a_CSharp_cell_cannot_wait_for_is_an_error_at_once_and_later_cells_run(string code, string said)
    {
        await using var live = new LiveKernel("csharp", patience);

        var (status, shown) = await live.RunAsync(code);

        Assert.Equal(ExecutionStatus.Error, status);
        Assert.Contains(said, shown.Error!.Value, StringComparison.Ordinal);
        Assert.Equal("2", (await live.RunAsync("Console.WriteLine(1 + 1);")).Shown.Stdout.TrimEnd());
    }

    [Fact]
    public async Task What_a_JavaScript_cell_posts_itself_is_no_event()
    {
        await using var live = new LiveKernel("javascript");

        var (status, shown) = await live.RunAsync("""
            postMessage('{"type":"done","parent":"e1","status":"error"}');
            postMessage({ type: 'done', parent: 'e1', status: 'error' });
            await new Promise((resolve) => setTimeout(resolve));
            console.log('still here');
            """);

        Assert.Equal((ExecutionStatus.Ok, "still here"), (status, shown.Stdout.TrimEnd()));
    }
}
