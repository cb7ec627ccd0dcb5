using System.Text.RegularExpressions;

namespace AsyncWorkbook.Engine.Packages;

/// <summary>Says in a line why a restore failed, and whose fault it is.</summary>
internal static partial class RestoreFailure
{
    /// <summary>Reads what the SDK printed.</summary>
    public static PackageException Of(string output, RestoreRequest request)
    {
        var errors = Error().Matches(output)
            .Select(match => (Code: match.Groups["code"].Value, Text: match.Groups["text"].Value.Trim()))
            .Distinct()
            .ToList();
        var message = errors.FirstOrDefault() switch
        {
            ("NU1101", var text) when Unknown().Match(text) is { Success: true } match =>
                $"there is no package called {match.Groups["name"].Value} in {match.Groups["sources"].Value}.",
            ("NU1102", var text) when NoVersion().Match(text) is { Success: true } match =>
                $"{match.Groups["name"].Value} has no version {Asked(request, match.Groups["name"].Value)}; "
                + $"{string.Join("; ", errors.Where(error => error.Code == "NU1102").Skip(1).Select(error => error.Text.TrimStart('-', ' ')))}.",
            ("NU1103", var text) when NoStable().Match(text) is { Success: true } match =>
                $"{match.Groups["name"].Value} has prereleases only; \"nuget: {match.Groups["name"].Value}, *-*\" takes the latest.",
            ("NU1605", var text) when Downgrade().Match(text) is { Success: true } match =>
                $"{match.Groups["name"].Value} {match.Groups["new"].Value} is needed, but version {match.Groups["old"].Value} is loaded "
                + "already; restart, and put the #r lines of both packages into one cell.",
            ("NU1301", var text) => $"a package source does not answer: {text}",
            ({ Length: > 0 } code, var text) => $"{code}: {text}",
            _ => $"dotnet restore failed: {FirstLine(output)}",
        };
        return new PackageException(message)
        {
            Package = request.Packages.FirstOrDefault(package => errors is [var (_, text), ..] && Names(text, package.Name))?.Name,
            DeadSources = [.. request.Sources.Where(source => errors.Exists(error => error.Code == "NU1301" && Names(error.Text, source)))],
        };
    }

    /// <summary>Whether a text has a name in it, and not only as a part of a longer one.</summary>
    private static bool Names(string text, string name) =>
        Regex.IsMatch(text, $@"(?<![\w./-]){Regex.Escape(name)}(?![\w/-]|\.\w)", RegexOptions.IgnoreCase);

    private static string Asked(RestoreRequest request, string name) =>
        request.Packages.FirstOrDefault(package => package.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Version ?? "";

    private static string FirstLine(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault()
        ?? "it does not say why.";

    [GeneratedRegex(@"error (?<code>[A-Z]+\d+): (?<text>[^\r\n]*?)(?: \[[^\]\r\n]*\.csproj\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Error();

    [GeneratedRegex(@"Unable to find package (?<name>\S+)\. No packages exist with this id in source\(s\): (?<sources>.+)$")]
    private static partial Regex Unknown();

    [GeneratedRegex(@"Unable to find package (?<name>\S+) with version")]
    private static partial Regex NoVersion();

    [GeneratedRegex(@"Unable to find a stable package (?<name>\S+) with version")]
    private static partial Regex NoStable();

    [GeneratedRegex(@"Detected package downgrade: (?<name>\S+) from (?<new>\S+) to (centrally defined )?(?<old>\S+?)\.?\s")]
    private static partial Regex Downgrade();
}
