using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Cli.Kernelspecs;

/// <summary>
/// The kernel as Jupyter finds it: a folder with a description, logos and a copy of this program. All that is installed
/// is in that one folder, so nothing else is needed to run it and nothing else has to be removed.
/// </summary>
/// <param name="data">Jupyter's data folder.</param>
/// <param name="name">What the kernel is called.</param>
internal sealed class Kernelspec(string data, string name)
{
    public const string DefaultName = "async-workbook";

    /// <summary>The name of .NET Interactive's kernel: with it notebooks that were written for that one find this.</summary>
    private const string archivedName = ".net-csharp";

    /// <summary>Marks our own kernels in the description's metadata.</summary>
    private const string mark = "async_workbook";

    private const string descriptionFile = "kernel.json";
    private const string program = "program";
    private const string launcher = "start";

    /// <summary>Where the kernel is installed.</summary>
    public string Folder { get; } = Path.Combine(data, "kernels", name);

    // On the same disk as the kernel, so that all of it appears at once; what lies deeper among the kernels Jupyter does not list.
    private string Staging => Path.Combine(Path.GetDirectoryName(Folder)!, $".installing-{name}");

    private string Rubbish => Path.Combine(Path.GetDirectoryName(Folder)!, $".removing-{name}");

    private string Fresh => Path.Combine(Staging, "new");

    private string Old => Path.Combine(Staging, "old");

    /// <summary>Whether a folder can be called so: the names that Jupyter accepts.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.')
        && name is not ("." or "..");

    /// <summary>
    /// Copies the program beside its place and renames it into it. A kernel of the same name that somebody else has
    /// installed is kept aside, and comes back when this one is removed.
    /// </summary>
    /// <param name="options">What the kernel is started with, each time.</param>
    public void Install(IReadOnlyList<string> options) => Alone(() =>
    {
        CopyFolder(AppContext.BaseDirectory, Path.Combine(Fresh, program));
        CopyFolder(Path.Combine(AppContext.BaseDirectory, "assets", "kernel"), Fresh);
        if (!OperatingSystem.IsWindows())
        {
            Launcher.Write(Path.Combine(Fresh, launcher), Path.Combine(Folder, program, "workbook.dll"), Runtimes.DotnetRoot(), options);
        }

        File.WriteAllText(Path.Combine(Fresh, descriptionFile), NotebookJson.Write(Description(options)));
        if (Exists(Folder))
        {
            // A link is asked where it is: elsewhere it may lead nowhere.
            var kept = IsOurs(Folder) ? Replaced(Old) : Old;
            Directory.Move(Folder, Old);
            if (Exists(kept))
            {
                Directory.Move(kept, Replaced(Fresh));
            }
        }

        Directory.Move(Fresh, Folder);
    });

    /// <summary>Removes what <see cref="Install"/> has made.</summary>
    /// <exception cref="CommandException">It is not there, or somebody else has installed it.</exception>
    public void Uninstall()
    {
        if (!Exists(Folder) && !Exists(Staging))
        {
            throw IsNotThere();
        }

        Alone(() =>
        {
            if (!Exists(Folder))
            {
                throw IsNotThere();
            }

            if (!IsOurs(Folder))
            {
                throw new CommandException(
                    ExitCode.Usage, $"{Folder} was not installed by this program; remove it with: jupyter kernelspec uninstall {name}");
            }

            Directory.Move(Folder, Old);
            if (Exists(Replaced(Old)))
            {
                Directory.Move(Replaced(Old), Folder);
            }
        });
    }

    private CommandException IsNotThere() =>
        new(ExitCode.Usage, $"there is no kernel \"{name}\" to uninstall: {Folder} does not exist.");

    /// <summary>
    /// Does what changes the kernel while no other process of the user does. What was there comes back, whole, when it
    /// fails, and when one that was killed before has left it half done.
    /// </summary>
    private void Alone(Action change)
    {
        using var turn = new Mutex(false, "async-workbook-kernels", new NamedWaitHandleOptions { CurrentSessionOnly = false });
        try
        {
            turn.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Whoever had it was killed; now it is ours.
        }

        try
        {
            Recover();
            Directory.CreateDirectory(Staging);
            change();
            Directory.Move(Staging, Rubbish); // what is half deleted must never come back
            Directory.Delete(Rubbish, recursive: true);
        }
        catch
        {
            Recover();
            throw;
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    /// <summary>Brings back what was taken away and not replaced, and takes away what was not finished.</summary>
    private void Recover()
    {
        if (!Exists(Folder) && Exists(Replaced(Fresh)))
        {
            Directory.Move(Replaced(Fresh), Exists(Old) ? Replaced(Old) : Folder);
        }

        if (!Exists(Folder) && Exists(Old))
        {
            Directory.Move(Old, Folder);
        }

        foreach (var left in new[] { Staging, Rubbish }.Where(Directory.Exists))
        {
            Directory.Delete(left, recursive: true);
        }
    }

    /// <summary>Where a kernel of ours keeps the one whose place it has taken.</summary>
    private static string Replaced(string kernel) => Path.Combine(kernel, "replaced");

    private JsonObject Description(IEnumerable<string> options)
    {
        var description = new JsonObject
        {
            ["argv"] = OperatingSystem.IsWindows()
                ? new JsonArray(
                    [Path.Combine(Folder, program, "workbook.exe"), "kernel", "start", .. options.Select(option => (JsonNode)option), "{connection_file}"])
                : new JsonArray(Path.Combine(Folder, launcher), "{connection_file}"),
            ["display_name"] = name == archivedName ? ".NET (C#)" : "Async workbook (C#, JavaScript, Python)",
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["metadata"] = new JsonObject { ["debugger"] = false, [mark] = new JsonObject() },
        };
        if (OperatingSystem.IsWindows())
        {
            description["env"] = new JsonObject { ["DOTNET_ROOT"] = Runtimes.DotnetRoot() };
        }

        return description;
    }

    /// <summary>Whether there is a folder, or a link to one that may lead nowhere from here.</summary>
    private static bool Exists(string folder) => Directory.Exists(folder) || new FileInfo(folder).LinkTarget is not null;

    private static bool IsOurs(string folder)
    {
        try
        {
            return NotebookJson.Parse(File.ReadAllText(Path.Combine(folder, descriptionFile)))?["metadata"]?[mark] is JsonObject;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
