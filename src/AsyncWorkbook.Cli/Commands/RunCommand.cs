using System.CommandLine;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Cli.Commands;

/// <summary><c>workbook run</c>: runs notebooks and writes them with their outputs.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Run notebooks and write them with their outputs.");
        var shared = new RunArguments(command);
        var output = new Option<string>("--out")
        {
            Description = "The folder for the executed notebooks.",
            HelpName = "folder",
            DefaultValueFactory = _ => Path.Combine("artifacts", "run"),
        };
        var inPlace = new Option<bool>("--in-place") { Description = "Write the outputs into the notebooks themselves." };
        var allowErrors = new Option<bool>("--allow-errors") { Description = "Go on behind a cell that fails, and call that success." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document instead of progress." };
        command.Options.Add(output);
        command.Options.Add(inPlace);
        command.Options.Add(allowErrors);
        command.Options.Add(json);
        command.Validators.Add(result =>
        {
            if (result.GetValue(inPlace) && result.GetResult(output) is { Implicit: false })
            {
                result.AddError("--out and --in-place exclude each other.");
            }
        });
        command.SetAction((result, interrupt) =>
        {
            var files = shared.Load(result);
            var folder = result.GetValue(inPlace) ? null : result.GetValue(output)!;
            if (folder is not null)
            {
                OutputFolder.Prepare(folder);
            }

            return shared.RunAsync(
                result,
                files,
                result.GetValue(allowErrors),
                result.GetValue(json),
                file => AtomicFile.WriteAllText(folder is null ? file.Path : Path.Combine(folder, file.Name), file.Notebook.ToString()),
                interrupt);
        });
        return command;
    }
}
