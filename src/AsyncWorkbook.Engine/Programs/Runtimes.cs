namespace AsyncWorkbook.Engine.Programs;

/// <summary>Where the programs are that workers run on.</summary>
public static class Runtimes
{
    /// <summary>The variable that names another program to run JavaScript cells with.</summary>
    public const string NodeVariable = "WORKBOOK_NODE";

    /// <summary>The variable that names another program to run Python cells with.</summary>
    public const string PythonVariable = "WORKBOOK_PYTHON";

    /// <summary>Node: <c>WORKBOOK_NODE</c>, or <c>node</c> on the PATH.</summary>
    /// <exception cref="RuntimeMissingException">There is none, or not where the variable says.</exception>
    public static string Node() => Override(NodeVariable)
        ?? OnPath("node")
        ?? throw new RuntimeMissingException(
            "JavaScript cells need Node.js 20.12 or newer, and there is no \"node\" on the PATH; \"workbook doctor\" says how to install it.");

    /// <summary>
    /// Python: <c>WORKBOOK_PYTHON</c>, or the virtual environment <c>.venv</c> in <paramref name="folder"/> or a folder
    /// above it, or <c>python3</c> (<c>python</c> on Windows) on the PATH. The first of them that is there.
    /// </summary>
    /// <exception cref="RuntimeMissingException">There is none, or not where the variable says.</exception>
    public static string Python(string folder) => Override(PythonVariable)
        ?? InVirtualEnvironment(folder)
        ?? OnPath("python3")
        ?? OnPath("python")
        ?? throw new RuntimeMissingException(
            "Python cells need Python 3.11 or newer, and there is no \"python3\" on the PATH; \"workbook doctor\" says how to install it.");

    /// <summary>
    /// The folder of the .NET installation that runs this process, so that a worker finds the same runtime even where .NET is
    /// installed in an unusual place.
    /// </summary>
    public static string DotnetRoot() =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    /// <summary>A program on the PATH, or null.</summary>
    /// <param name="program">Its name; on Windows without its ending.</param>
    public static string? OnPath(string program)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat", ""] : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, program + ending)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>A path, or the name of a program on the PATH.</summary>
    private static string? Override(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } named)
        {
            return null;
        }

        return (Path.GetFileName(named) == named ? OnPath(named) : File.Exists(named) ? named : null)
            ?? throw new RuntimeMissingException($"{variable} names \"{named}\", and there is no such program; correct or unset it.");
    }

    private static string? InVirtualEnvironment(string folder)
    {
        var program = OperatingSystem.IsWindows() ? Path.Combine("Scripts", "python.exe") : Path.Combine("bin", "python");
        for (var at = new DirectoryInfo(Path.GetFullPath(folder)); at is not null; at = at.Parent)
        {
            var candidate = Path.Combine(at.FullName, ".venv", program);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
