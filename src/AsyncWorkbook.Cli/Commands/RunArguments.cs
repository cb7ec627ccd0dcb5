using System.CommandLine;
using System.Globalization;
using AsyncWorkbook.Cli.Reporting;
using AsyncWorkbook.Engine.Execution;
using Spectre.Console;

namespace AsyncWorkbook.Cli.Commands;

/// <summary>The arguments that <c>run</c> and <c>export</c> have in common.</summary>
internal sealed class RunArguments
{
    private readonly Argument<string[]> paths = new("PATH")
    {
        Description = "Notebooks, or folders of notebooks.",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => ["notebooks"],
    };

    private readonly Option<string[]> parameters = new("--parameter", "-p")
    {
        Description = "A value for a parameter: name=value. Assigned after the cell tagged \"parameters\".",
        HelpName = "name=value",
    };

    private readonly Option<double?> timeout = new("--timeout")
    {
        Description = "How many seconds a cell may run; 0 for no limit. [default: the notebook's own limit, or 120]",
        HelpName = "seconds",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
                && seconds is >= 0 and <= 1e6)
            {
                return seconds;
            }

            result.AddError("--timeout takes seconds from 0 to 1000000.");
            return null;
        },
    };

    private readonly Option<long?> memoryLimit = ByteCount.Option(
        "--memory-limit",
        "How much memory the code of a language may take, such as 512M; at least 64M. [default: no limit]",
        atLeast: 64_000_000);

    private readonly Option<long?> outputLimit = ByteCount.Option(
        "--output-limit",
        "How much a cell may show, such as 500K or 20M; the rest is dropped, and a line says so. [default: 1M]",
        atLeast: 0);

    public RunArguments(Command command)
    {
        parameters.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"-p {token.Value}: write name=value.");
            }
        });
        command.Arguments.Add(paths);
        command.Options.Add(parameters);
        command.Options.Add(timeout);
        command.Options.Add(memoryLimit);
        command.Options.Add(outputLimit);
    }

    public IReadOnlyList<NotebookFile> Load(ParseResult result) => NotebookFiles.Load(result.GetValue(paths)!);

    public RunOptions Options(ParseResult result, bool allowErrors) => new()
    {
        AllowErrors = allowErrors,
        Timeout = result.GetValue(timeout) switch
        {
            null => null,
            0 => System.Threading.Timeout.InfiniteTimeSpan,
            { } seconds => TimeSpan.FromSeconds(seconds),
        },
    };

    /// <summary>What the session of each notebook gets; its folder is the notebook's.</summary>
    public SessionOptions SessionOptions(ParseResult result) => new()
    {
        WorkingDirectory = "",
        MemoryLimit = result.GetValue(memoryLimit),
        OutputLimit = result.GetValue(outputLimit) ?? Engine.Execution.SessionOptions.DefaultOutputLimit,
    };

    public IReadOnlyDictionary<string, string> Parameters(ParseResult result)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in result.GetValue(parameters) ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            values[text[..equals].Trim()] = text[(equals + 1)..];
        }

        return values;
    }

    /// <summary>Runs the notebooks with the report that suits where the output goes.</summary>
    public async Task<int> RunAsync(
        ParseResult result,
        IReadOnlyList<NotebookFile> files,
        bool allowErrors,
        bool json,
        Action<NotebookFile> save,
        CancellationToken interrupt)
    {
        IRunReport report = json
            ? new JsonReport(result.InvocationConfiguration.Output)
            : Console.IsOutputRedirected
                ? new PlainReport(result.InvocationConfiguration.Output)
                : new LiveReport(AnsiConsole.Console);
        try
        {
            var run = new BookRun(files, Options(result, allowErrors), SessionOptions(result), report);
            run.Inject(Parameters(result));
            return await run.RunAsync(save, interrupt);
        }
        finally
        {
            if (report is IAsyncDisposable live)
            {
                await live.DisposeAsync();
            }
        }
    }
}
