namespace AsyncWorkbook.Interactive.Tests.RealKernel;

/// <summary>What a program has started, for whoever wants to know what it waits for.</summary>
internal static class ProcessTree
{
    /// <summary>The command lines of the processes below another one, on Linux; elsewhere none.</summary>
    public static IReadOnlyList<string> Below(int process)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        var all = Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? Read(id) : null)
            .OfType<Entry>()
            .ToLookup(entry => entry.Parent);
        List<string> Lines(int parent) => [.. all[parent].SelectMany(child => Lines(child.Id).Prepend(child.CommandLine))];
        return Lines(process);
    }

    /// <summary>Reads one; null if it has ended meanwhile.</summary>
    private static Entry? Read(int id)
    {
        try
        {
            var status = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("PPid:", StringComparison.Ordinal));
            return new(id, int.Parse(status["PPid:".Length..], System.Globalization.CultureInfo.InvariantCulture), File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ').Trim());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Entry(int Id, int Parent, string CommandLine);
}
