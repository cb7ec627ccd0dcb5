using System.CommandLine;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Engine.Editors;

namespace AsyncWorkbook.Cli.Commands;

/// <summary><c>workbook session</c>: the engine behind an editor's extension, for one notebook.</summary>
internal static class SessionCommand
{
    public static Command Create()
    {
        var command = new Command("session", "Run cells for an editor: requests and events are lines of JSON; extensions call this.");
        var limits = new LimitOptions();
        foreach (var option in limits.All)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (result, stop) =>
        {
            using var session = new EditorSession(
                limits.Session(result, Directory.GetCurrentDirectory()), Console.OpenStandardInput(), Console.OpenStandardOutput());
            await session.RunAsync(stop);
            return ExitCode.Ok;
        });
        return command;
    }
}
