using AsyncWorkbook.Engine.Kernels;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What every worker must do, tested with real processes: errors.</summary>
[StartsProcesses]
public sealed class ErrorContractTests
{
    public static TheoryData<string> Languages => [.. Snippets.Of.Keys];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_error_names_the_cells_own_line_and_no_file_of_the_worker(string language)
    {
        await using var live = new LiveKernel(language);
        await Gen.Select(Gen.Int[0, 5], Gen.Int[1, 9]).SampleAsync(
            async (blankLines, firstLine) =>
            {
                var sink = new RecordingSink();
                var code = new Code(new string('\n', blankLines) + Snippets.Of[language].Fail, "cell 7", firstLine);
                Assert.Equal(ExecutionStatus.Error, await live.Kernel.ExecuteAsync(code, sink, default));

                Assert.Contains("boom", sink.Error!.Value, StringComparison.Ordinal);
                var traceback = string.Join('\n', sink.Error.Traceback);
                Assert.Matches($@"cell 7\D{{1,8}}{firstLine + blankLines}\b", traceback);
                Assert.DoesNotContain(Built.Workers, traceback, StringComparison.Ordinal);
                Assert.DoesNotContain("orkbook", traceback, StringComparison.Ordinal);
            },
            iter: 10,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Variables_survive_errors_of_every_kind(string language)
    {
        await using var live = new LiveKernel(language);
        var say = Snippets.Of[language];
        await live.RunAsync(Snippets.Fill(say.Assign, "kept", "42"));

        Assert.Equal(ExecutionStatus.Error, (await live.RunAsync(say.SyntaxError)).Status);
        Assert.Equal(ExecutionStatus.Error, (await live.RunAsync(say.Fail)).Status);

        Assert.Equal(42, (int)(await live.Kernel.GetValueAsync("kept", SharedValue.Json, default)).Value!);
    }
}
