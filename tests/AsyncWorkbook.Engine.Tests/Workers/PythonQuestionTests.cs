using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What Python cells ask the reader.</summary>
[StartsProcesses]
public sealed class PythonQuestionTests
{
    private static readonly TimeSpan patientGrace = TimeSpan.FromSeconds(60); // the worker itself must stop the code

    [Theory]
    [InlineData("input('name? ')", "nobody can answer")]
    [InlineData("import sys\nsys.stdin.readline()", "nobody can answer")]
    [InlineData("breakpoint()", "nobody can answer")]
    [InlineData("import sys\nsys.stdin.read()", "no end")]
    public async Task Asking_for_input_is_an_error_that_says_why(string code, string why)
    {
        await using var live = new LiveKernel("python", patientGrace);

        var (status, shown) = await live.RunAsync(code);

        Assert.Equal((ExecutionStatus.Error, "StdinNotImplementedError"), (status, shown.Error?.Name));
        Assert.Contains(why, shown.Error!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_asked_for_in_secret()
    {
        var reader = Reader.Saying("secret");
        await using var live = new LiveKernel("python", patientGrace, reader);

        var (_, shown) = await live.RunAsync("from getpass import getpass\ngetpass('Key: ')");

        Assert.Equal("'secret'", shown.ResultText);
        Assert.Equal(("Key: ", true), await reader.Asked);
    }

    [Fact]
    public async Task What_was_printed_is_shown_before_the_question()
    {
        var sink = new RecordingSink();
        var before = "";
        await using var live = new LiveKernel("python", patientGrace, new Reader(async (prompt, _) =>
        {
            await sink.UntilAsync(shown => shown.Stdout.Length > 0);
            before = sink.Stdout;
            return prompt;
        }));

        await live.StartCell("print('part of a line', end='')\ninput()", sink);

        Assert.Equal("part of a line", before);
    }

    [Fact]
    public async Task A_thread_may_ask_and_stops_waiting_when_its_cell_has_ended()
    {
        await using var live = new LiveKernel("python", patientGrace, Reader.Pondering());
        var sink = new RecordingSink();
        Assert.Equal(ExecutionStatus.Ok, await live.StartCell("import threading\nthread = threading.Thread(target=input)\nthread.start()", sink));

        Assert.Equal(ExecutionStatus.Ok, (await live.RunAsync("thread.join()")).Status);
        await sink.UntilAsync(shown => shown.Stderr.Contains("the cell that asks has ended", StringComparison.Ordinal));
    }
}
