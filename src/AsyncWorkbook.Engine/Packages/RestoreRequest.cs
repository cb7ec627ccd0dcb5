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
    /// <summary>The framework that the packages must fit: this process's, which is also the C# worker's.</summary>
    public static string Framework { get; } = $"net{Environment.Version.Major}.{Environment.Version.Minor}";

    /// <summary>The kind of machine that native libraries must fit.</summary>
    public static string Machine => RuntimeInformation.RuntimeIdentifier;

    /// <summary>Whether the answer may change from day to day.</summary>
    public bool IsFloating => Packages.Any(package => package.IsFloating);

    /// <summary>A name for the answer: equal for equal requests, whatever their order or spelling in upper and lower case.</summary>
    public string Key()
    {
        var lines = Packages.Select(package => $"package {package.Name.ToUpperInvariant()} {package.Version}")
            .Concat(Loaded.Select(package => $"loaded {package.Name.ToUpperInvariant()} {package.Version}"))
            .Concat(Sources.Select(source => $"source {source}"))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Append($"for {Framework} {Machine}, with extensions");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..32];
    }
}
