using System.CommandLine;

namespace AsyncWorkbook.Cli.Commands;

/// <summary><c>workbook export</c>: runs notebooks and writes them as pages to read.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var command = new Command("export", "Run notebooks and write them as HTML pages that need no network.");
        var shared = new RunArguments(command);
        var output = new Option<string>("--out")
        {
            Description = "The folder for the pages.",
            HelpName = "folder",
            DefaultValueFactory = _ => BookExport.UsualFolder,
        };
        var fresh = new Option<bool>("--fresh") { Description = "Run every notebook, also those in which nothing has changed since they ran." };
        var noExecute = new Option<bool>("--no-execute") { Description = "Show the outputs that the notebooks hold, and run nothing." };
        var trust = new Option<bool>("--trust")
        {
            Description = "Let outputs that came with a notebook, and were not made by running it here, run their scripts in its page.",
        };
        var title = new Option<string?>("--title")
        {
            Description = "What the site is called. [default: the heading of index.ipynb, or of the only notebook, or the folder's name]",
            HelpName = "text",
        };
        var singleFile = new Option<bool>("--single-file") { Description = "Write each notebook as one HTML file that holds all it needs, for mail or a folder of one's own." };
        command.Options.Add(output);
        command.Options.Add(fresh);
        command.Options.Add(noExecute);
        command.Options.Add(trust);
        command.Options.Add(title);
        var noLive = new Option<bool>("--no-live") { Description = "Leave out what makes the cells run in the reader's browser." };
        command.Options.Add(singleFile);
        command.Options.Add(noLive);
        command.Validators.Add(result =>
        {
            var useless = shared.Running.Append(fresh).FirstOrDefault(option => result.GetResult(option) is { Implicit: false });
            if (result.GetValue(noExecute) && useless is not null)
            {
                result.AddError($"--no-execute runs nothing, so {useless.Name} has no use.");
            }
        });
        command.SetAction(async (result, interrupt) =>
        {
            var (exitCode, index) = await new BookExport(shared, result)
            {
                Folder = result.GetValue(output)!,
                Title = result.GetValue(title),
                IsFresh = result.GetValue(fresh),
                Executes = !result.GetValue(noExecute),
                TrustsOutputs = result.GetValue(trust),
                IsSingleFile = result.GetValue(singleFile),
                IsLive = !result.GetValue(noLive),
            }.RunAsync(interrupt);
            if (index is not null)
            {
                await result.InvocationConfiguration.Output.WriteLineAsync($"{index}: open it in a browser.");
            }

            return exitCode;
        });
        return command;
    }
}
