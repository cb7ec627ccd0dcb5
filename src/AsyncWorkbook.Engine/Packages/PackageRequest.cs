using System.Text.RegularExpressions;

namespace AsyncWorkbook.Engine.Packages;

/// <summary>A NuGet package that a cell asks for.</summary>
/// <param name="Name">Its name; upper and lower case are the same.</param>
/// <param name="Version">
/// A version (<c>1.2.3</c>: that one or the next that there is), a floating one (<c>1.*</c>), a range (<c>[1.0,2.0)</c>),
/// or <c>*</c> for the latest stable and <c>*-*</c> for the latest of all.
/// </param>
public sealed partial record PackageRequest(string Name, string Version)
{
    /// <summary>The latest stable version: what a request without a version asks for.</summary>
    public const string Latest = "*";

    /// <summary>Reads <c>nuget: Name</c> or <c>nuget: Name, version</c>.</summary>
    /// <param name="reference">What stands between the quotes of <c>#r</c>.</param>
    /// <exception cref="PackageException">It is not written so.</exception>
    public static PackageRequest Parse(string reference)
    {
        var match = Form().Match(reference);
        if (!match.Success)
        {
            throw new PackageException(
                $"\"{reference}\" is not written like a package: \"nuget: Name\" or \"nuget: Name, 1.2.3\".");
        }

        var version = match.Groups["version"].Value;
        return new PackageRequest(match.Groups["name"].Value, version.Length == 0 ? Latest : version);
    }

    /// <summary>Whether a version that is there already is good enough.</summary>
    public bool Accepts(string version) =>
        Version is Latest or "*-*"
        || Normal(Version) == Normal(version)
        || (Version.EndsWith('*') && version.StartsWith(Version[..^1], StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the answer may change from day to day.</summary>
    public bool IsFloating => Version.Contains('*', StringComparison.Ordinal);

    /// <summary>Whether it names one version, for which NuGet takes the next where that is not there.</summary>
    public bool IsExact => char.IsAsciiDigit(Version[0]) && !IsFloating;

    /// <summary>NuGet writes three numbers at least, and leaves a fourth away that is zero.</summary>
    private static string Normal(string version)
    {
        var dash = version.IndexOf('-', StringComparison.Ordinal);
        var (numbers, label) = dash < 0 ? (version, "") : (version[..dash], version[dash..]);
        var parts = numbers.Split('.').Select(part => part.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0").ToList();
        while (parts.Count < 3)
        {
            parts.Add("0");
        }

        if (parts is [_, _, _, "0"])
        {
            parts.RemoveAt(3);
        }

        return string.Join('.', parts) + label.ToUpperInvariant();
    }

    [GeneratedRegex(
        @"\A\s*nuget:\s*(?<name>[A-Za-z0-9_][\w.-]*)\s*(,\s*(?<version>"
        + @"\d+(\.\d+){0,3}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?"           // 1.2.3-beta.1
        + @"|(\d+\.){0,3}\*(-\*)?|\d+(\.\d+){0,3}-([0-9A-Za-z.-]+\.?)?\*"   // *, 1.*, *-*, 1.0.0-beta.*
        + @"|[\[(]\s*[0-9A-Za-z.-]*\s*(,\s*[0-9A-Za-z.-]*\s*)?[\])]"        // [1.0,2.0)
        + @")?\s*)?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
