using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Cli.Doctor;

/// <summary>A runtime that notebooks need.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Minimum">The oldest version that will do.</param>
/// <param name="Variable">The environment variable that may name another program, or null.</param>
/// <param name="Find">Where it is; throws <see cref="RuntimeMissingException"/> if it is nowhere.</param>
/// <param name="Install">The command that installs it, by system.</param>
internal sealed record Requirement(
    string Name,
    string Purpose,
    Version Minimum,
    string? Variable,
    Func<string> Find,
    IReadOnlyList<(string System, string Command)> Install)
{
    public static IReadOnlyList<Requirement> All { get; } =
    [
        new(
            ".NET SDK",
            "C# cells, and the packages that they load",
            new Version(10, 0),
            null,
            () => Path.Combine(Runtimes.DotnetRoot(), OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"),
            [
                ("Debian", "sudo apt-get install dotnet-sdk-10.0   (from Microsoft's package feed for Debian)"),
                ("macOS", "brew install --cask dotnet-sdk"),
                ("Windows", "winget install Microsoft.DotNet.SDK.10"),
            ]),
        new(
            "Node.js",
            "JavaScript cells",
            new Version(20, 12),
            Runtimes.NodeVariable,
            Runtimes.Node,
            [
                ("Debian", "sudo apt-get install nodejs npm   (Debian 13 or newer has Node 20)"),
                ("macOS", "brew install node"),
                ("Windows", "winget install OpenJS.NodeJS.LTS"),
            ]),
        new(
            "Python",
            "Python cells",
            new Version(3, 11),
            Runtimes.PythonVariable,
            () => Runtimes.Python(Directory.GetCurrentDirectory()),
            [
                ("Debian", "sudo apt-get install python3"),
                ("macOS", "brew install python"),
                ("Windows", "winget install Python.Python.3.13"),
            ]),
    ];
}
