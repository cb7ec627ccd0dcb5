using System.CommandLine;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Cli.Extensions;

namespace AsyncWorkbook.Cli.Commands;

/// <summary><c>workbook vscode</c>: the extension for VS Code, made and installed.</summary>
internal static class VscodeCommand
{
    public static Command Create() => new("vscode", "Make the extension for VS Code, install or remove it.")
    {
        CreateInstall(),
        CreatePackage(),
        CreateUninstall(),
    };

    private static Command CreateInstall()
    {
        var editor = Editor();
        var vsix = new Option<string?>("--vsix") { Description = "Install this package instead of making one.", HelpName = "file" };
        var engine = WithoutEngine();
        var command = new Command("install", "Make the extension and install it into the editors that are there.") { editor, vsix, engine };
        command.SetAction(async (result, cancel) =>
        {
            var editors = Editors(result.GetValue(editor));
            var path = result.GetValue(vsix);
            if (path is null)
            {
                var package = new ExtensionPackage();
                path = package.DefaultPath;
                await package.WriteAsync(path, !result.GetValue(engine), cancel);
            }
            else if (!File.Exists(path))
            {
                throw new CommandException(ExitCode.Usage, $"{path}: there is no such file.");
            }

            foreach (var each in editors)
            {
                await each.InstallAsync(path, cancel);
                await result.InvocationConfiguration.Output.WriteLineAsync($"Installed into {each.Path}. Reload its windows, and open a notebook.");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command CreatePackage()
    {
        var output = new Option<string?>("--out") { Description = "The file to write. [default: artifacts/async-workbook.vsix]", HelpName = "file" };
        var engine = WithoutEngine();
        var command = new Command("package", "Make the extension, a file that editors install.") { output, engine };
        command.SetAction(async (result, cancel) =>
        {
            var package = new ExtensionPackage();
            var told = await package.WriteAsync(result.GetValue(output) ?? package.DefaultPath, !result.GetValue(engine), cancel);
            await result.InvocationConfiguration.Output.WriteLineAsync(told);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command CreateUninstall()
    {
        var editor = Editor();
        var command = new Command("uninstall", "Remove the extension from the editors that are there.") { editor };
        command.SetAction(async (result, cancel) =>
        {
            foreach (var each in Editors(result.GetValue(editor)))
            {
                var told = await each.UninstallAsync(cancel) ? "Removed from" : "It is not installed in";
                await result.InvocationConfiguration.Output.WriteLineAsync($"{told} {each.Path}.");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Option<string?> Editor() => new("--editor")
    {
        Description = "The editor's program. [default: code, codium, code-server and code-insiders, as far as they are on the PATH]",
        HelpName = "program",
    };

    private static Option<bool> WithoutEngine() => new("--no-engine")
    {
        Description = "Leave out the engine, with which the extension runs cells in folders that have none: a small package.",
    };

    private static IReadOnlyList<EditorProgram> Editors(string? named)
    {
        var editors = named is null ? EditorProgram.OnPath(Environment.GetEnvironmentVariable("PATH")) : [new EditorProgram(named)];
        return editors.Count > 0
            ? editors
            : throw new CommandException(
                ExitCode.Usage,
                "no code, codium or code-server is on the PATH. In VS Code, run \"Shell Command: Install 'code' command in PATH\" from the command "
                + "palette and try again; or make the file with \"workbook vscode package\" and choose it under Extensions, \"Install from VSIX...\".");
    }
}
