using System.CommandLine;
using AsyncWorkbook.Cli.Chapters;
using AsyncWorkbook.Cli.Errors;

namespace AsyncWorkbook.Cli.Commands;

/// <summary><c>workbook new</c>: a chapter's skeleton, for its author.</summary>
internal static class NewCommand
{
    public static Command Create()
    {
        var command = new Command("new", "Write the skeleton of a chapter and the spec of its problem; both run as they are.");
        var name = new Argument<string>("NAME") { Description = "Number and title, such as 14-back-pressure." };
        command.Arguments.Add(name);
        command.SetAction(async (result, _) =>
        {
            var chapter = new NewChapter(result.GetValue(name)!, folder: "");
            chapter.Write();
            var output = result.InvocationConfiguration.Output;
            await output.WriteLineAsync($"{chapter.Notebook}: written.");
            await output.WriteLineAsync($"{chapter.Spec}: written.");
            return ExitCode.Ok;
        });
        return command;
    }
}
