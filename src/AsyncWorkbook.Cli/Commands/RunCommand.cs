using System.Collections.Concurrent;
using System.CommandLine;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Files;

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
        command.SetAction(async (result, interrupt) =>
        {
            var files = shared.Load(result);
            var isInPlace = result.GetValue(inPlace);
            var target = isInPlace ? RunTargets.InPlace(files) : RunTargets.Into(result.GetValue(output)!, files);
            var edited = new ConcurrentQueue<string>();
            await using var report = await RunArguments.ReportAsync(result, files, result.GetValue(json));
            var exitCode = await shared.Run(result, files, result.GetValue(allowErrors), report)
                .RunAsync(
                    (file, _) =>
                    {
                        var path = target(file);
                        if (isInPlace && file.HasChanged)
                        {
                            path = RunTargets.Beside(file);
                            edited.Enqueue($"{file.Path}: was changed while it ran, and stays so; what the run showed is in {path}.");
                        }

                        AtomicFile.Write(path, file.Notebook.ToBytes().CopyTo);
                    },
                    interrupt);
            report.Complete();
            foreach (var line in edited)
            {
                await result.InvocationConfiguration.Error.WriteLineAsync(line);
            }

            return exitCode == ExitCode.Ok && !edited.IsEmpty ? ExitCode.Usage : exitCode;
        });
        return command;
    }
}
