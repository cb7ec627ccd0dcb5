using System.Text;
using System.Xml.Linq;

namespace AsyncWorkbook.Engine.Packages;

/// <summary>The project that the SDK restores: nothing but the packages.</summary>
internal static class RestoreProject
{
    /// <summary>Its name in its folder.</summary>
    public const string FileName = "packages.csproj";

    /// <summary>The project as text. Nothing in it depends on where it lies: files of folders above are left alone.</summary>
    public static string Of(RestoreRequest request) => new XElement(
        "Project",
        new XElement(
            "PropertyGroup",
            new XElement("ImportDirectoryBuildProps", "false"),
            new XElement("ImportDirectoryBuildTargets", "false"),
            new XElement("ImportDirectoryPackagesProps", "false")),
        new XElement("Import", new XAttribute("Project", "Sdk.props"), new XAttribute("Sdk", "Microsoft.NET.Sdk")),
        new XElement(
            "PropertyGroup",
            new XElement("TargetFramework", RestoreRequest.Framework),
            new XElement("RuntimeIdentifier", RestoreRequest.Machine),
            new XElement("SelfContained", "false"),
            new XElement("NuGetAudit", "false"), // it would ask the network about packages that are here already
            new XElement("RestoreAdditionalProjectSources", string.Join(';', request.Sources.Select(Escaped)))),
        new XElement(
            "ItemGroup",
            request.Loaded
                .Where(loaded => request.Packages.All(asked => !asked.Name.Equals(loaded.Name, StringComparison.OrdinalIgnoreCase)))
                .Select(loaded => Reference(loaded.Name, $"[{loaded.Version}]"))
                .Concat(request.Packages.Select(asked => Reference(asked.Name, asked.Version)))),
        new XElement("Import", new XAttribute("Project", "Sdk.targets"), new XAttribute("Sdk", "Microsoft.NET.Sdk")))
        .ToString();

    private static XElement Reference(string name, string version) =>
        new("PackageReference", new XAttribute("Include", name), new XAttribute("Version", version));

    /// <summary>A text in which MSBuild sees no property, list or wildcard.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            escaped.Append("%$@'();?*".Contains(character, StringComparison.Ordinal) ? $"%{(int)character:X2}" : character);
        }

        return escaped.ToString();
    }
}
