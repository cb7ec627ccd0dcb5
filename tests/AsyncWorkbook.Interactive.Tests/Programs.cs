using System.Diagnostics;

namespace AsyncWorkbook.Interactive.Tests;

/// <summary>Programs of the repository and of the SDK, run to their ends.</summary>
internal static class Programs
{
    /// <summary>The built command line.</summary>
    public static string Workbook => Repository.PathOf("artifacts", "workbook", OperatingSystem.IsWindows() ? "workbook.exe" : "workbook");

    /// <summary>Runs a program in a folder to a good end.</summary>
    public static async Task RunAsync(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8"; // as the real kernel's
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{said}");
    }
}
