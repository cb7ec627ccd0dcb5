using AsyncWorkbook.Cli.Errors;

namespace AsyncWorkbook.Cli.Files;

/// <summary>A folder that a command writes to.</summary>
internal static class WritableFolder
{
    /// <summary>Makes the folder and tries it out, so that a long run does not end with nowhere to write.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public static void Require(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".{Path.GetRandomFileName()}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CommandException(ExitCode.Usage, $"cannot write to the folder {folder}: {e.Message}");
        }
    }
}
