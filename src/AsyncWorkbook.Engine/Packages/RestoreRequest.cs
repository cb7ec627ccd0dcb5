using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AsyncWorkbook.Engine.Packages;

/// <summary>What a restore is to find.</summary>
/// <param name="Packages">The packages asked for.</param>
/// <param name="Loaded">Packages that are loaded already and can only stay as they are.</param>
/// <param name="Sources">Sources besides those of the user's NuGet configuration: addresses and full paths of folders.</param>
public sealed record RestoreRequest(
    IReadOnlyList<PackageRequest> Packages, IReadOnlyList<Package> Loaded, IReadOnlyList<string> Sources)
{
    private static readonly EnumerationOptions everywhere = new()
    {
        MatchCasing = MatchCasing.CaseInsensitive,
        RecurseSubdirectories = true,
        MaxRecursionDepth = 2,
    };

    /// <summary>The framework that the packages must fit: this process's, which is also the C# worker's.</summary>
    public static string Framework { get; } = $"net{Environment.Version.Major}.{Environment.Version.Minor}";

    /// <summary>The kind of machine that native libraries must fit.</summary>
    public static string Machine => RuntimeInformation.RuntimeIdentifier;

    /// <summary>Whether the answer may change from day to day.</summary>
    public bool IsFloating => Packages.Any(package => package.IsFloating);

    /// <summary>
    /// A name for the answer: equal for equal requests, whatever their order or spelling in upper and lower case. Where the answer
    /// is the newest version, it follows from what the folders among the sources hold now.
    /// </summary>
    public string Key()
    {
        var lines = Packages.Select(package => $"package {package.Name.ToUpperInvariant()} {package.Version}")
            .Concat(Loaded.Select(package => $"loaded {package.Name.ToUpperInvariant()} {package.Version}"))
            .Concat(Sources.Select(source => $"source {source}"))
            .Concat(IsFloating ? Sources.Where(Directory.Exists).SelectMany(Contents) : [])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Append($"for {Framework} {Machine}, with extensions");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..32];
    }

    /// <summary>What a folder has of the packages that are asked for: side by side, or in folders of name and version.</summary>
    private IEnumerable<string> Contents(string folder) => Packages
        .SelectMany(package => Directory.EnumerateFiles(folder, $"{package.Name}.*.nupkg", everywhere))
        .Select(file => $"file {file} {File.GetLastWriteTimeUtc(file).Ticks}");
}
