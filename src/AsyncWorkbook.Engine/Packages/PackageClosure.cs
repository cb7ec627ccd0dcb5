namespace AsyncWorkbook.Engine.Packages;

/// <summary>A package in the version that was chosen.</summary>
/// <param name="Name">Its name, spelt as its author does.</param>
/// <param name="Version">Its version.</param>
public sealed record Package(string Name, string Version);

/// <summary>Packages with all that they depend on, as files to load.</summary>
/// <param name="Packages">All packages, also those that nobody asked for by name.</param>
/// <param name="Assemblies">Full paths of the managed assemblies, each after those of the packages it depends on.</param>
/// <param name="Natives">Full paths of the native libraries for this machine.</param>
public sealed record PackageClosure(
    IReadOnlyList<Package> Packages, IReadOnlyList<string> Assemblies, IReadOnlyList<string> Natives)
{
    /// <summary>Full paths of the folders with extensions of .NET Interactive, in the order of <see cref="Assemblies"/>.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Whether every file is still where it was.</summary>
    public bool IsThere => Assemblies.Concat(Natives).All(File.Exists) && Extensions.All(Directory.Exists);

    /// <summary>The version of a package, or null if it is not among them.</summary>
    public Package? Find(string name) =>
        Packages.FirstOrDefault(package => package.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
