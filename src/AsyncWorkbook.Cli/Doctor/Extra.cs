using System.Globalization;

namespace AsyncWorkbook.Cli.Doctor;

/// <summary>What one chapter uses, and can do without.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Without">What happens where it is missing.</param>
/// <param name="LookAsync">Looks for it.</param>
/// <param name="Install">The command that installs it, by system.</param>
internal sealed record Extra(
    string Name,
    string Without,
    Func<CancellationToken, Task<Sighting>> LookAsync,
    IReadOnlyList<(string System, string Command)> Install)
{
    /// <summary>Writes a line, and where something is missing the commands that bring it.</summary>
    public void Write(Sighting sighting, TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(sighting.Missing is null ? "ok" : "without"),-7} {Name,-12} {sighting.Version ?? "-",-9} {sighting.Path ?? "-"}{(sighting is { Missing: { } missing, Path: not null } ? $"   (without {missing})" : "")}"));
        if (sighting.Missing is null)
        {
            return;
        }

        output.WriteLine($"        {Without} To install it:");
        foreach (var (system, command) in Install)
        {
            output.WriteLine($"          {system,-8} {command}");
        }
    }
}

/// <summary>What was found of an extra.</summary>
/// <param name="Path">Where it is, or the best of what there is; null if there is nothing.</param>
/// <param name="Version">Its version, or how much of it is there; null if it does not tell.</param>
/// <param name="Missing">What is missing, or null.</param>
internal sealed record Sighting(string? Path, string? Version, string? Missing);
