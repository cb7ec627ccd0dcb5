using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Kernelspecs;
using AsyncWorkbook.Engine.Jupyter;

namespace AsyncWorkbook.Cli.Commands;

/// <summary><c>workbook kernel</c>: the engine as a kernel of Jupyter front ends.</summary>
internal static class KernelCommand
{
    private const string start = "start";

    public static Command Create() => new("kernel", "Run cells for Jupyter front ends: VS Code, JupyterLab, Notebook, nbconvert.")
    {
        CreateInstall(),
        CreateUninstall(),
        CreateStart(),
    };

    /// <summary>Whether the command line starts a kernel, which Ctrl-C does not end.</summary>
    public static bool Starts(ParseResult parsed) => parsed.CommandResult.Command.Name == start;

    private static Command CreateInstall()
    {
        var command = new Command("install", "Copy the program to where Jupyter finds it; the copy needs nothing of where it came from.");
        var place = new Place(command);
        var limits = Limits(command);
        command.SetAction(async (result, _) =>
        {
            var kernelspec = place.Kernelspec(result);
            kernelspec.Install(limits.Words(result));
            await result.InvocationConfiguration.Output.WriteLineAsync($"Installed in {kernelspec.Folder}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command CreateUninstall()
    {
        var command = new Command("uninstall", "Remove what install has copied.");
        var place = new Place(command);
        command.SetAction(async (result, _) =>
        {
            var kernelspec = place.Kernelspec(result);
            kernelspec.Uninstall();
            await result.InvocationConfiguration.Output.WriteLineAsync($"Removed {kernelspec.Folder}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command CreateStart()
    {
        var file = new Argument<string>("CONNECTION_FILE") { Description = "Where to listen, as the front end has written it." };
        var command = new Command(start, "Serve one front end until it ends; Jupyter calls this.") { file };
        var limits = Limits(command);
        command.SetAction(async (result, stop) =>
        {
            try
            {
                await using var kernel = await JupyterKernel.StartAsync(
                    result.GetValue(file)!, limits.Session(result, Directory.GetCurrentDirectory()));
                using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
                {
                    signal.Cancel = true;
                    kernel.Interrupt();
                });
                await kernel.RunAsync(stop);
                return ExitCode.Ok;
            }
            catch (ConnectionFileException e)
            {
                throw new CommandException(ExitCode.Usage, e.Message);
            }
        });
        return command;
    }

    private static LimitOptions Limits(Command command)
    {
        var limits = new LimitOptions();
        foreach (var option in limits.All)
        {
            command.Options.Add(option);
        }

        return limits;
    }

    /// <summary>The options that say which kernel is meant.</summary>
    private sealed class Place
    {
        private readonly Option<bool> user = new("--user") { Description = "For this user. [default]" };

        private readonly Option<string?> prefix = new("--prefix")
        {
            Description = "For the Python installation or virtual environment in this folder.",
            HelpName = "folder",
        };

        private readonly Option<string> name = new("--name")
        {
            Description = "What the kernel is called; .net-csharp takes the place of .NET Interactive's.",
            HelpName = "name",
            DefaultValueFactory = _ => Kernelspecs.Kernelspec.DefaultName,
        };

        public Place(Command command)
        {
            name.Validators.Add(CheckName);
            prefix.Validators.Add(result =>
            {
                if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                {
                    result.AddError("--prefix takes a folder; it is empty.");
                }
            });
            command.Validators.Add(result =>
            {
                if (result.GetValue(user) && result.GetValue(prefix) is not null)
                {
                    result.AddError("--user and --prefix exclude each other.");
                }
            });
            command.Options.Add(user);
            command.Options.Add(prefix);
            command.Options.Add(name);
        }

        public Kernelspec Kernelspec(ParseResult result) => new(
            result.GetValue(prefix) is { } folder ? JupyterFolder.OfPrefix(folder) : JupyterFolder.OfUser(),
            result.GetValue(name)!);

        private static void CheckName(OptionResult result)
        {
            if (result.GetValueOrDefault<string>() is { } text && !Kernelspecs.Kernelspec.IsName(text))
            {
                result.AddError($"--name {text}: a kernel's name has small letters, digits, \"-\", \"_\" and \".\" only.");
            }
        }
    }
}
