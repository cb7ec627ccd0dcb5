using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What every worker must do, tested with real processes: ask the reader.</summary>
[StartsProcesses]
public sealed class QuestionContractTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60); // long enough that only the worker can have done it

    public static TheoryData<string> Languages => [.. EditorSnippets.Of.Keys];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_answer_arrives_as_it_was_typed(string language)
    {
        var reader = Reader.Saying("Ünal 😀");
        await using var live = new LiveKernel(language, patience, reader);

        var (status, shown) = await live.RunAsync(EditorSnippets.Of[language].Ask);

        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
        Assert.Equal("Ünal 😀", shown.ResultText?.Trim('\''));
        Assert.Equal(("Name?", false), await reader.Asked);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Where_nobody_can_answer_the_code_is_told_why(string language)
    {
        await using var live = new LiveKernel(language, patience);

        var (status, shown) = await live.RunAsync(EditorSnippets.Of[language].Ask);

        Assert.Equal(ExecutionStatus.Error, status);
        Assert.Contains("nobody can answer", shown.Error!.Value, StringComparison.Ordinal);
        Assert.Contains("cell 1", string.Join('\n', shown.Error.Traceback), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_interrupt_ends_the_wait_and_later_cells_run(string language)
    {
        var reader = Reader.Pondering();
        await using var live = new LiveKernel(language, patience, reader);
        using var interrupt = new CancellationTokenSource();
        var run = live.StartCell(EditorSnippets.Of[language].Ask, new RecordingSink(), interrupt.Token);
        await reader.Asked;
        var process = live.Kernel.ProcessId;

        await interrupt.CancelAsync();

        Assert.Equal(ExecutionStatus.Interrupted, await run);
        var (_, shown) = await live.RunAsync(Snippets.Fill(EditorSnippets.Of[language].Show, "40 + 2"));
        Assert.Equal(("42", process), (shown.ResultText, live.Kernel.ProcessId));
    }
}
