using System.Threading.Channels;
using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>C# cells that ask their reader.</summary>
[StartsProcesses]
public sealed class CSharpQuestionTests
{
    [Theory]
    [InlineData("Console.ReadLine()", "Ann")]
    [InlineData("Console.In.ReadLine()", "Ann")]
    [InlineData("await Console.In.ReadLineAsync()", "Ann")]
    [InlineData("Console.In.ReadToEnd()", "Ann")]
    [InlineData("$\"{(char)Console.Read()}{(char)Console.Read()}{Console.ReadLine()}|{Console.ReadLine()}\"", "Ann|Bo")]
    [InlineData("$\"{(char)Console.In.Peek()}{Console.ReadLine()}\"", "AAnn")]
    [InlineData("await GetInputAsync(\"Name?\")", "Ann")]
    [InlineData("await Task.Run(() => Console.ReadLine())", "Ann")]
    public async Task An_answer_is_what_the_code_reads(string code, string result)
    {
        await using var live = new LiveKernel("csharp", input: new Reader("Ann", "Bo"));
        var (status, shown) = await live.RunAsync(code);

        Assert.Equal((ExecutionStatus.Ok, result), (status, shown.ResultText));
    }

    [Fact]
    public async Task The_prompt_and_whether_it_is_secret_reach_the_reader()
    {
        var reader = new Reader("x", "y");
        await using var live = new LiveKernel("csharp", input: reader);
        await live.RunAsync("await Microsoft.DotNet.Interactive.Kernel.GetPasswordAsync(\"Word?\"); Console.ReadLine();");

        Assert.Equal([("Word?", true), ("", false)], reader.Asked);
    }

    [Fact]
    public async Task Where_nobody_answers_the_line_that_asks_says_so()
    {
        await using var live = new LiveKernel("csharp");
        var (status, shown) = await live.RunAsync("Console.Write(\"Name? \");\nvar name = Console.ReadLine();\nConsole.Write(name);");

        Assert.Equal((ExecutionStatus.Error, "InvalidOperationException", "Name? "), (status, shown.Error!.Name, shown.Stdout));
        Assert.Contains("nobody can answer", shown.Error.Value, StringComparison.Ordinal);
        Assert.EndsWith("cell 1: line 2", shown.Error.Traceback[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Console.ReadLine();")]
    [InlineData("await GetInputAsync();")]
    [InlineData("while (true) { try { Console.ReadLine(); } catch (Exception) { } }")]
    public async Task An_interrupt_ends_the_wait_and_keeps_the_variables(string code)
    {
        var reader = new Reader();
        await using var live = new LiveKernel("csharp", TimeSpan.FromSeconds(60), reader);
        await live.RunAsync("var kept = 7;");
        using var interrupt = new CancellationTokenSource();
        var cell = live.StartCell(code, new RecordingSink(), interrupt.Token);
        await reader.AskedOnceAsync();
        await interrupt.CancelAsync();

        Assert.Equal(ExecutionStatus.Interrupted, await cell);
        Assert.Equal("7", (await live.RunAsync("kept")).Shown.ResultText);
    }

    /// <summary>Gives these answers, and then none.</summary>
    private sealed class Reader(params string[] answers) : IInput
    {
        private readonly Channel<bool> questions = Channel.CreateUnbounded<bool>();
        private readonly Queue<string> left = new(answers);

        public List<(string Prompt, bool Secret)> Asked { get; } = [];

        public async Task<string> AskAsync(string prompt, bool secret, CancellationToken cancel)
        {
            Asked.Add((prompt, secret));
            questions.Writer.TryWrite(true);
            if (left.Count == 0)
            {
                await Task.Delay(Timeout.Infinite, cancel);
            }

            return left.Dequeue();
        }

        public async Task AskedOnceAsync() => await questions.Reader.ReadAsync();
    }
}
