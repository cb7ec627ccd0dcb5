using System.ComponentModel;
using System.Diagnostics;

namespace AsyncWorkbook;

/// <summary>Starts programs whose input and outputs are in the hands of this process.</summary>
internal static class RedirectedProcess
{
    /// <summary>Starts a program.</summary>
    /// <param name="program">The program's name, looked for on the PATH, or its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">The folder it works in; this process's own by default.</param>
    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    public static Process Start(string program, IReadOnlyList<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder ?? "",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{program} cannot be started; is it installed? {e.Message}", e);
        }
    }
}
