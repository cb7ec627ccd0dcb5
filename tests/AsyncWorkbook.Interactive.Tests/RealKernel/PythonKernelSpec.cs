namespace AsyncWorkbook.Interactive.Tests.RealKernel;

/// <summary>Jupyter's Python kernel, which <c>#!connect jupyter --kernel-spec python3</c> starts.</summary>
internal static class PythonKernelSpec
{
    /// <summary>Without it a test is skipped by name; on a build server, which has to have it, it fails.</summary>
    public static void Require() => Requirement.Hold(
        Folders.Any(folder => File.Exists(Path.Combine(folder, "kernels", "python3", "kernel.json"))),
        "Jupyter has no kernel python3; on Debian: apt-get install python3-ipykernel");

    /// <summary>Where Jupyter looks for kernels.</summary>
    private static IEnumerable<string> Folders =>
    [
        .. (Environment.GetEnvironmentVariable("JUPYTER_PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        Path.Combine(Home, ".local", "share", "jupyter"),
        Path.Combine(Home, "Library", "Jupyter"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter"),
        "/usr/local/share/jupyter",
        "/usr/share/jupyter",
    ];

    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
}
