using System.CommandLine;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Cli.Reporting;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Files;

namespace AsyncWorkbook.Cli.Commands;

/// <summary><c>workbook clean</c>: takes what runs have left out of notebooks, and nothing else.</summary>
internal static class CleanCommand
{
    public static Command Create()
    {
        var command = new Command("clean", "Take outputs, execution counts and injected parameters out of notebooks; all else stays byte for byte.");
        var paths = NotebookPaths.Argument();
        command.Arguments.Add(paths);
        command.SetAction(async (result, cancel) =>
        {
            var files = NotebookFiles.Load(result.GetValue(paths)!);
            var output = result.InvocationConfiguration.Output;
            var changed = 0;
            foreach (var file in files.Where(file => !DibFormat.Is(file.Path))) // such a file has no place for a run
            {
                if (RecordedRun.Remove(await File.ReadAllBytesAsync(file.Path, cancel)) is { } clean)
                {
                    AtomicFile.WriteAllBytes(file.Path, clean);
                    await output.WriteLineAsync($"{file.Path}: cleaned");
                    changed++;
                }
            }

            await output.WriteLineAsync($"{Words.Count(files.Count, "notebook")}, {changed} cleaned");
            return ExitCode.Ok;
        });
        return command;
    }
}
