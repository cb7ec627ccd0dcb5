using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Cli.Doctor;

/// <summary>What was found of a requirement.</summary>
/// <param name="Requirement">What was looked for.</param>
/// <param name="Path">Where it is, or null.</param>
/// <param name="Found">Its version, or null if it did not tell.</param>
/// <param name="Problem">What is wrong with it, or null.</param>
internal sealed partial record Examination(Requirement Requirement, string? Path, Version? Found, string? Problem)
{
    public bool Satisfied => Problem is null;

    public static async Task<Examination> OfAsync(Requirement requirement, CancellationToken cancel)
    {
        string path;
        try
        {
            path = requirement.Find();
        }
        catch (RuntimeMissingException e)
        {
            var isNamed = requirement.Variable is { } variable && Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
            return new Examination(requirement, null, null, isNamed ? e.Message : "missing");
        }

        if (await AskVersionAsync(path, cancel) is not { } found)
        {
            return new Examination(requirement, path, null, "it does not tell its version");
        }

        var problem = found < requirement.Minimum ? $"too old: {requirement.Minimum} or newer is needed" : null;
        return new Examination(requirement, path, found, problem);
    }

    /// <summary>Writes a line, and where something is wrong the commands that mend it.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine(
            $"{(Satisfied ? "ok     " : "MISSING")} {Requirement.Name,-12} {Found?.ToString() ?? "-",-9} {Path ?? "-"}"
            + (Problem is null or "missing" ? "" : $"   ({Problem})"));
        if (Satisfied)
        {
            return;
        }

        output.WriteLine($"        {Requirement.Purpose} need {Requirement.Name} {Requirement.Minimum} or newer. To install it:");
        foreach (var (system, command) in Requirement.Install)
        {
            output.WriteLine($"          {system,-8} {command}");
        }
    }

    private static async Task<Version?> AskVersionAsync(string path, CancellationToken cancel)
    {
        var text = await new ExternalProgram(path, "--version").AskAsync(cancel) ?? "";
        return VersionNumber().Match(text) is { Success: true } match ? Version.Parse(match.Value) : null;
    }

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?")]
    private static partial Regex VersionNumber();
}
