using System.CommandLine;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Files;

namespace AsyncWorkbook.Cli.Commands;

/// <summary><c>workbook convert</c>: writes an <c>.ipynb</c> as a <c>.dib</c>, or the other way round.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        var command = new Command("convert", "Write a notebook in the other format: .ipynb as .dib, or .dib as .ipynb.");
        var source = new Argument<string>("SOURCE") { Description = "The notebook; it stays as it is." };
        var target = new Argument<string>("TARGET") { Description = "The file to write." };
        var force = new Option<bool>("--force") { Description = "Overwrite the target if it exists." };
        command.Arguments.Add(source);
        command.Arguments.Add(target);
        command.Options.Add(force);
        command.SetAction(async (result, _) =>
        {
            var from = result.GetValue(source)!;
            var to = result.GetValue(target)!;
            RequirePair(from, to);
            if (Path.Exists(to) && !result.GetValue(force))
            {
                throw new CommandException(ExitCode.Usage, $"{to} exists already; say --force to overwrite it.");
            }

            var (text, warning) = Convert(from);
            AtomicFile.WriteAllText(to, text);
            if (warning is not null)
            {
                await result.InvocationConfiguration.Error.WriteLineAsync($"workbook: {from}: {warning}");
            }

            await result.InvocationConfiguration.Output.WriteLineAsync($"{to}: written.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static void RequirePair(string from, string to)
    {
        if (DibFormat.Is(from) == DibFormat.Is(to) || !IsNotebook(from) || !IsNotebook(to))
        {
            throw new CommandException(
                ExitCode.Usage, $"cannot convert {from} to {to}: one of them must end in {NotebookFiles.Extension}, the other in {DibFormat.Extension}.");
        }
    }

    private static bool IsNotebook(string path) =>
        DibFormat.Is(path) || path.EndsWith(NotebookFiles.Extension, StringComparison.OrdinalIgnoreCase);

    private static (string Text, string? Warning) Convert(string from)
    {
        try
        {
            if (DibFormat.Is(from))
            {
                var reading = DibFormat.Load(from);
                return (reading.Notebook.ToString(), reading.LostRecords == 0
                    ? null
                    : $"{reading.LostRecords} cells of which #!meta keeps id and metadata are not there any more.");
            }

            var writing = DibFormat.Write(Notebook.Load(from));
            return (writing.Text, writing.LostOutputs == 0
                ? null
                : $"the outputs of {writing.LostOutputs} cells are left out: a {DibFormat.Extension} file has no place for them.");
        }
        catch (NotebookFormatException e)
        {
            throw new CommandException(ExitCode.UnreadableNotebook, e.Message);
        }
    }
}
