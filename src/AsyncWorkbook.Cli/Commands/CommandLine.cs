using System.CommandLine;

namespace AsyncWorkbook.Cli.Commands;

/// <summary>The whole command line: every command with its arguments.</summary>
internal static class CommandLine
{
    public static RootCommand Create() => new("Runs, checks and exports polyglot notebooks: C#, JavaScript and Python in one file.")
    {
        RunCommand.Create(),
        ExportCommand.Create(),
        ServeCommand.Create(),
        CheckCommand.Create(),
        CleanCommand.Create(),
        ConvertCommand.Create(),
        NewCommand.Create(),
        DoctorCommand.Create(),
        KernelCommand.Create(),
        SessionCommand.Create(),
        VscodeCommand.Create(),
    };
}
