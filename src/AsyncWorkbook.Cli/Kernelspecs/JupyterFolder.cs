namespace AsyncWorkbook.Cli.Kernelspecs;

/// <summary>Where Jupyter looks for kernels and other data.</summary>
internal static class JupyterFolder
{
    /// <summary>The data folder of a user, as Jupyter's own <c>jupyter --paths</c> has it.</summary>
    public static string OfUser()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } named)
        {
            return Path.GetFullPath(named);
        }

        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter");
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS())
        {
            return Path.Combine(home, "Library", "Jupyter");
        }

        return Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } data && Path.IsPathRooted(data)
            ? Path.Combine(data, "jupyter")
            : Path.Combine(home, ".local", "share", "jupyter");
    }

    /// <summary>The data folder of an installation, such as a virtual environment.</summary>
    public static string OfPrefix(string prefix) => Path.GetFullPath(Path.Combine(prefix, "share", "jupyter"));
}
