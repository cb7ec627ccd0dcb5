using System.ComponentModel;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Cli.Extensions;

/// <summary>The program of VS Code, or of an editor made of it.</summary>
/// <param name="Path">Where it is.</param>
internal sealed record EditorProgram(string Path)
{
    /// <summary>What the extension is called where extensions are listed.</summary>
    public const string Extension = "async-workbook.async-workbook";

    private static readonly string[] names = ["code", "codium", "code-server", "code-insiders"];

    /// <summary>All that are on the PATH.</summary>
    public static IReadOnlyList<EditorProgram> OnPath(string? path)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".cmd"] : [""];
        var folders = (path ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. names.Select(name => folders.SelectMany(folder => endings.Select(ending => System.IO.Path.Combine(folder, name + ending))).FirstOrDefault(File.Exists))
                .OfType<string>().Select(found => new EditorProgram(found)),
        ];
    }

    /// <summary>Has it install the extension, over one that is there.</summary>
    /// <exception cref="CommandException">It does not.</exception>
    public Task InstallAsync(string vsix, CancellationToken cancel) => RunAsync(["--install-extension", System.IO.Path.GetFullPath(vsix), "--force"], cancel);

    /// <summary>Has it remove the extension.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="CommandException">It does not.</exception>
    public async Task<bool> UninstallAsync(CancellationToken cancel)
    {
        var listed = await RunAsync(["--list-extensions"], cancel);
        if (!listed.Split('\n').Select(line => line.Trim()).Contains(Extension, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        await RunAsync(["--uninstall-extension", Extension], cancel);
        return true;
    }

    private async Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        try
        {
            var ended = await new ExternalProgram(Path, arguments).RunAsync(cancel);
            return ended.ExitCode == 0
                ? ended.Output
                : throw new CommandException(ExitCode.Usage, $"{Path} {arguments[0]} failed: {(ended.Errors + ended.Output).Trim()}");
        }
        catch (Win32Exception e)
        {
            throw new CommandException(ExitCode.Usage, $"{Path} does not start ({e.Message}).");
        }
    }
}
