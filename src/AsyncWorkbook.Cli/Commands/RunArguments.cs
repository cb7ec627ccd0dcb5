using System.CommandLine;
using System.Globalization;
using AsyncWorkbook.Cli.Chapters;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Cli.Reporting;
using AsyncWorkbook.Cli.Running;
using AsyncWorkbook.Engine.Execution;
using Spectre.Console;

namespace AsyncWorkbook.Cli.Commands;

/// <summary>The arguments that <c>run</c> and <c>export</c> have in common.</summary>
internal sealed class RunArguments
{
    private readonly Argument<string[]> paths = NotebookPaths.Argument();

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

    private readonly Option<int?> jobs = new("--jobs", "-j")
    {
        Description = "How many notebooks run at the same time. [default: as many as there are processors]",
        HelpName = "number",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1000)
            {
                return number;
            }

            result.AddError("--jobs takes a number from 1 to 1000.");
            return null;
        },
    };

    private readonly LimitOptions limits = new();

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
        foreach (var option in Running)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The options that say how cells run, and nothing where none does.</summary>
    public IReadOnlyList<Option> Running => [parameters, timeout, .. limits.All, jobs];

    /// <summary>Whether the command line says which notebooks, or means this book.</summary>
    public bool NamesPaths(ParseResult result) => result.GetResult(paths) is { Implicit: false };

    /// <summary>Reads the notebooks and assigns the parameters.</summary>
    /// <exception cref="CommandException">A notebook cannot be read, or a parameter fits none.</exception>
    public IReadOnlyList<NotebookFile> Load(ParseResult result)
    {
        var files = NotebookFiles.Load(result.GetValue(paths)!);
        var values = Values(result);
        try
        {
            Parameters.Check(values, [.. files.Select(file => file.Notebook)]);
        }
        catch (ParameterException e)
        {
            var range = e.Parameter is null ? null : ParameterRange.Find(e.Parameter, files);
            throw new CommandException(ExitCode.BadParameter, range is null ? e.Message : $"{e.Message} It goes {range}.");
        }

        foreach (var file in files)
        {
            Parameters.Inject(file.Notebook, values);
        }

        return files;
    }

    /// <summary>A run of notebooks as the arguments have it.</summary>
    public BookRun Run(ParseResult result, IReadOnlyList<NotebookFile> files, bool allowErrors, IRunReport report)
    {
        var options = new RunOptions
        {
            AllowErrors = allowErrors,
            Timeout = result.GetValue(timeout) switch
            {
                null => null,
                0 => Timeout.InfiniteTimeSpan,
                { } seconds => TimeSpan.FromSeconds(seconds),
            },
        };
        return new BookRun(files, options, Sessions(result), result.GetValue(jobs) ?? Environment.ProcessorCount, report);
    }

    /// <summary>What sessions are to be like, wherever they work.</summary>
    public SessionOptions Sessions(ParseResult result) => limits.Session(result, workingDirectory: ""); // each notebook's own

    /// <summary>The report that suits where the output goes.</summary>
    public static async Task<IRunReport> ReportAsync(ParseResult result, IReadOnlyList<NotebookFile> files, bool json) => json
        ? new OrderedReport(files, new JsonReport(result.InvocationConfiguration.Output))
        : Console.IsOutputRedirected
            ? new OrderedReport(files, new PlainReport(result.InvocationConfiguration.Output))
            : await LiveReport.StartAsync(AnsiConsole.Console);

    private Dictionary<string, string> Values(ParseResult result)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in result.GetValue(parameters) ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            values[text[..equals].Trim()] = text[(equals + 1)..];
        }

        return values;
    }
}
