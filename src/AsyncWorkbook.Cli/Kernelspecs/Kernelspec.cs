using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Kernels;

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
    private const string replaced = "replaced";

    /// <summary>Where the kernel is installed.</summary>
    public string Folder { get; } = Path.Combine(data, "kernels", name);

    /// <summary>Whether a folder can be called so: the names that Jupyter accepts.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.')
        && name is not ("." or "..");

    /// <summary>
    /// Copies the program beside its place and renames it into it. A kernel of the same name that somebody else has
    /// installed is kept aside, and comes back when this one is removed.
    /// </summary>
    public void Install()
    {
        // On the same disk, so that all of it appears at once; not among the kernels, where Jupyter would list it.
        var staging = Directory.CreateDirectory(Path.Combine(data, $".{DefaultName}-{Path.GetRandomFileName()}")).FullName;
        try
        {
            var fresh = Path.Combine(staging, "new");
            CopyFolder(AppContext.BaseDirectory, Path.Combine(fresh, program));
            CopyFolder(Path.Combine(AppContext.BaseDirectory, "assets", "kernel"), fresh);
            if (!OperatingSystem.IsWindows())
            {
                Launcher.Write(Path.Combine(fresh, launcher), Path.Combine(Folder, program, "workbook.dll"), Runtimes.DotnetRoot());
            }

            File.WriteAllText(Path.Combine(fresh, descriptionFile), NotebookJson.Write(Description()));
            Directory.CreateDirectory(Path.GetDirectoryName(Folder)!);
            Replace(fresh, Path.Combine(staging, "old"));
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    /// <summary>Removes what <see cref="Install"/> has made.</summary>
    /// <exception cref="CommandException">It is not there, or somebody else has installed it.</exception>
    public void Uninstall()
    {
        if (!Directory.Exists(Folder))
        {
            throw new CommandException(ExitCode.Usage, $"there is no kernel \"{name}\" to uninstall: {Folder} does not exist.");
        }

        if (!IsOurs(Folder))
        {
            throw new CommandException(
                ExitCode.Usage, $"{Folder} was not installed by this program; remove it with: jupyter kernelspec uninstall {name}");
        }

        var staging = Directory.CreateDirectory(Path.Combine(data, $".{DefaultName}-{Path.GetRandomFileName()}")).FullName;
        try
        {
            var old = Path.Combine(staging, "old");
            Directory.Move(Folder, old);
            try
            {
                if (Exists(Path.Combine(old, replaced)))
                {
                    Directory.Move(Path.Combine(old, replaced), Folder);
                }
            }
            catch
            {
                Directory.Move(old, Folder);
                throw;
            }
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private JsonObject Description()
    {
        var description = new JsonObject
        {
            ["argv"] = OperatingSystem.IsWindows()
                ? new JsonArray(Path.Combine(Folder, program, "workbook.exe"), "kernel", "start", "{connection_file}")
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

    private void Replace(string fresh, string old)
    {
        if (!Directory.Exists(Folder))
        {
            Directory.Move(fresh, Folder);
            return;
        }

        // A link is asked where it is: elsewhere it may lead nowhere.
        var kept = IsOurs(Folder) ? Path.Combine(old, replaced) : old;
        var aside = Path.Combine(fresh, replaced);
        Directory.Move(Folder, old);
        try
        {
            if (Exists(kept))
            {
                Directory.Move(kept, aside);
            }

            Directory.Move(fresh, Folder);
        }
        catch
        {
            // What was there comes back, whole.
            if (Exists(aside))
            {
                Directory.Move(aside, kept);
            }

            Directory.Move(old, Folder);
            throw;
        }
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
