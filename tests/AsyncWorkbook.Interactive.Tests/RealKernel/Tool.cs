namespace AsyncWorkbook.Interactive.Tests.RealKernel;

/// <summary>
/// .NET Interactive's own program, which <c>./test</c> installs outside the checkout. The variable
/// <c>WORKBOOK_DOTNET_INTERACTIVE</c> may name another one.
/// </summary>
internal static class Tool
{
    /// <summary>The version that everything here was seen with.</summary>
    public const string Version = "1.0.712001";

    /// <summary>Where it is expected.</summary>
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("WORKBOOK_DOTNET_INTERACTIVE") is { Length: > 0 } named ? named : System.IO.Path.Combine(
            CacheFolder, "async-workbook-tests", $"dotnet-interactive-{Version}", OperatingSystem.IsWindows() ? "dotnet-interactive.exe" : "dotnet-interactive");

    private static string CacheFolder =>
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
        : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
        : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

    /// <summary>Without the program a test is skipped by name; on a build server, which has to have it, it fails.</summary>
    public static void Require() => Requirement.Hold(
        File.Exists(Path),
        $"{Path} is not there; install it with: dotnet tool install Microsoft.dotnet-interactive --version {Version} "
            + $"--tool-path {System.IO.Path.GetDirectoryName(Path)}");
}
