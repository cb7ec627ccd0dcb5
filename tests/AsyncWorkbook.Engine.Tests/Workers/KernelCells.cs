using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>C# cells that call .NET Interactive's kernels: the real types, over this engine's languages.</summary>
public abstract class KernelCells(KernelNotebook notebook)
{
    protected const string Usings = """
        using Microsoft.DotNet.Interactive; using Microsoft.DotNet.Interactive.Commands; using Microsoft.DotNet.Interactive.Events;

        """;

    private protected KernelNotebook Notebook { get; } = notebook;

    private protected static string? Plain(DisplayOutput display) => (string?)display.Data["text/plain"];

    private protected async Task<RecordingSink> OkAsync(string code, string before = Usings, KernelNotebook? of = null)
    {
        var sink = new RecordingSink();
        var status = await (of ?? Notebook).Session.ExecuteAsync(
            before + code, "csharp", "cell 1", sink, SessionOptions.DefaultTimeout, TestContext.Current.CancellationToken);
        Assert.True(status == CellStatus.Ok, string.Join("\n", sink.Error?.Traceback ?? ["no error"]));
        return sink;
    }

    private protected async Task<RecordingSink> FailAsync(string code, CellStatus expected, KernelNotebook? of = null)
    {
        var (status, sink) = await RunAsync(code, of ?? Notebook);
        Assert.Equal(expected, status);
        return sink;
    }

    private protected static async Task<(CellStatus Status, RecordingSink Shown)> RunAsync(string code, KernelNotebook of)
    {
        var sink = new RecordingSink();
        return (await of.Session.ExecuteAsync(code, "csharp", "cell 1", sink, SessionOptions.DefaultTimeout, TestContext.Current.CancellationToken), sink);
    }

    private protected async Task<string?> ResultAsync(string code) => (await OkAsync(code)).ResultText;
}
