using System.CommandLine;
using System.Globalization;
using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Cli.Commands;

/// <summary>How much the code of cells may take and show: the same options wherever cells run.</summary>
internal sealed class LimitOptions
{
    private readonly Option<long?> memory = ByteCount.Option(
        "--memory-limit",
        "How much memory the code of a language may take, such as 512M; at least 64M. [default: no limit]",
        atLeast: 64_000_000);

    private readonly Option<long?> output = ByteCount.Option(
        "--output-limit",
        "How much a cell may show, such as 500K or 20M; the rest is dropped, and a line says so. [default: 1M]",
        atLeast: 0);

    /// <summary>The options themselves.</summary>
    public IReadOnlyList<Option<long?>> All => [memory, output];

    /// <summary>A session as the options have it.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="workingDirectory">Where relative paths in cells start.</param>
    public SessionOptions Session(ParseResult result, string workingDirectory) => new()
    {
        WorkingDirectory = workingDirectory,
        MemoryLimit = result.GetValue(memory),
        OutputLimit = result.GetValue(output) ?? SessionOptions.DefaultOutputLimit,
    };

    /// <summary>Those that are set, as words of another command line.</summary>
    public IReadOnlyList<string> Words(ParseResult result) =>
    [
        .. All.Where(option => result.GetValue(option) is not null)
            .SelectMany(option => new[] { option.Name, result.GetValue(option)!.Value.ToString(CultureInfo.InvariantCulture) }),
    ];
}
