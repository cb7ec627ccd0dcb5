using System.CommandLine;
using AsyncWorkbook.Engine.Html;

namespace AsyncWorkbook.Cli.Commands;

/// <summary><c>workbook export</c>: runs notebooks and writes them as pages to read.</summary>
internal static class ExportCommand
{
    private const string siteTitle = "The async workbook";

    public static Command Create()
    {
        var command = new Command("export", "Run notebooks and write them as HTML pages that need no network.");
        var shared = new RunArguments(command);
        var output = new Option<string>("--out")
        {
            Description = "The folder for the pages.",
            HelpName = "folder",
            DefaultValueFactory = _ => Path.Combine("artifacts", "site"),
        };
        var noExecute = new Option<bool>("--no-execute") { Description = "Show the outputs that the notebooks hold, and run nothing." };
        command.Options.Add(output);
        command.Options.Add(noExecute);
        command.SetAction(async (result, interrupt) =>
        {
            var files = shared.Load(result);
            var folder = result.GetValue(output)!;
            OutputFolder.Prepare(folder);
            var exitCode = result.GetValue(noExecute)
                ? ExitCode.Ok
                : await shared.RunAsync(result, files, allowErrors: false, json: false, _ => { }, interrupt);
            if (exitCode == ExitCode.Interrupted)
            {
                return exitCode;
            }

            var index = Site.Write([.. files.Select(file => (file.Path, file.Notebook))], folder, siteTitle);
            await result.InvocationConfiguration.Output.WriteLineAsync($"{index}: open it in a browser.");
            return exitCode;
        });
        return command;
    }
}
