using System.ComponentModel;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Engine.Programs;
using AsyncWorkbook.Engine.Versioning;

namespace AsyncWorkbook.Cli.Extensions;

/// <summary>The extension for VS Code, made of its source in the repository that this program was built in.</summary>
internal sealed class ExtensionPackage
{
    private static readonly string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    private readonly string repository;
    private readonly string source;

    /// <exception cref="CommandException">This program is not in its repository.</exception>
    public ExtensionPackage()
    {
        // artifacts/workbook, as ./workbook builds it
        repository = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", ".."));
        source = Path.Combine(repository, "src", "vscode");
        if (!File.Exists(Path.Combine(source, "package.json")))
        {
            throw new CommandException(
                ExitCode.Usage,
                "the extension is made of its source, which is not beside this program; say it in a clone, or name a file with --vsix: each release has one.");
        }
    }

    /// <summary>Where the package is, unless somebody wants it elsewhere.</summary>
    public string DefaultPath => Path.Combine(repository, "artifacts", "async-workbook.vsix");

    /// <summary>Makes it.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="withEngine">Whether this program goes with it, for folders that have none.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What there is to tell.</returns>
    /// <exception cref="CommandException">npm or Node.js is missing, or has failed.</exception>
    public async Task<string> WriteAsync(string path, bool withEngine, CancellationToken cancel)
    {
        if (!IsInstalled())
        {
            await RunAsync(new ExternalProgram(npm, "ci", "--ignore-scripts", "--loglevel=error") { Folder = source }, cancel);
        }

        string[] engine = withEngine ? ["--engine", Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)] : [];
        var told = await RunAsync(
            new ExternalProgram(Runtimes.Node(), ["build.mjs", "--version", EngineVersion.Text, "--out", Path.GetFullPath(path), .. engine]) { Folder = source }, cancel);
        return told.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
    }

    /// <summary>Whether npm's packages are those that the lock file names.</summary>
    private bool IsInstalled()
    {
        var installed = new FileInfo(Path.Combine(source, "node_modules", ".package-lock.json"));
        return installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(source, "package-lock.json"));
    }

    private static async Task<string> RunAsync(ExternalProgram program, CancellationToken cancel)
    {
        try
        {
            var ended = await program.RunAsync(cancel);
            return ended.ExitCode == 0
                ? ended.Output
                : throw new CommandException(ExitCode.Usage, $"the extension could not be made: {program.Path} says:\n{ended.Errors}{ended.Output}".TrimEnd());
        }
        catch (Win32Exception e)
        {
            throw new CommandException(ExitCode.RuntimeMissing, $"the extension could not be made: {program.Path} does not start ({e.Message}).");
        }
    }
}
