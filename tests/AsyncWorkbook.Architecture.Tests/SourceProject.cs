using System.Xml.Linq;

namespace AsyncWorkbook.Architecture.Tests;

/// <summary>One of the repository's projects, as its project file has it.</summary>
internal sealed class SourceProject
{
    private readonly string path;
    private readonly XElement xml;

    private SourceProject(string path)
    {
        this.path = path;
        xml = XElement.Load(path);
    }

    /// <summary>All projects below <c>src</c>.</summary>
    public static IReadOnlyList<SourceProject> Sources { get; } = Below("src");

    /// <summary>All projects below <c>tests</c>.</summary>
    public static IReadOnlyList<SourceProject> Tests { get; } = Below("tests");

    /// <summary>The project file's name without its extension.</summary>
    public string Name => Path.GetFileNameWithoutExtension(path);

    /// <summary>The name of what it builds.</summary>
    public string AssemblyName => xml.Descendants("AssemblyName").SingleOrDefault()?.Value ?? Name;

    /// <summary>The full path of the folder with the project file.</summary>
    public string Folder => Path.GetDirectoryName(path)!;

    /// <summary>The full paths of its C# files; to a test project belong those that all of them share.</summary>
    public IEnumerable<string> Files => Tests.Contains(this)
        ? FilesBelow(Folder, "*.cs").Concat(Directory.EnumerateFiles(Path.GetDirectoryName(Folder)!, "*.cs"))
        : FilesBelow(Folder, "*.cs");

    /// <summary>Whether its files are in more than one folder.</summary>
    public bool HasFolders => Files.Any(file => Path.GetDirectoryName(file) != Folder);

    /// <summary>The namespaces that its files need not name: the project file's own, and those of all test projects.</summary>
    public IEnumerable<string> ImplicitUsings =>
        Tests.Contains(this) ? ["Xunit", "AsyncWorkbook.Testing"] : [];

    /// <summary>Whether the project file marks all its tests as ones that start processes.</summary>
    public bool StartsProcesses => xml.Descendants("AssemblyAttribute")
        .Any(attribute => attribute.Attribute("Include")?.Value.EndsWith(nameof(StartsProcessesAttribute), StringComparison.Ordinal) is true);

    /// <summary>The names of the projects that it refers to.</summary>
    public IEnumerable<string> References =>
        xml.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    /// <summary>The projects that it refers to, and those that they refer to.</summary>
    public IEnumerable<SourceProject> AllReferences => References.Select(Named).SelectMany(used => used.AllReferences.Prepend(used)).Distinct();

    /// <summary>Sources and assemblies that it takes from elsewhere by their paths.</summary>
    public IEnumerable<string> ForeignSources =>
        from item in xml.Descendants()
        where item.Name.LocalName is "Compile" or "Reference"
        select item.Attribute("Include")?.Value into file
        where file is not null
        select file;

    /// <summary>The project of a name.</summary>
    public static SourceProject Named(string name) => Sources.Concat(Tests).Single(project => project.Name == name);

    private static SourceProject[] Below(string folder) =>
        [.. FilesBelow(Repository.PathOf(folder), "*.csproj").Select(path => new SourceProject(path)).OrderBy(project => project.Name, StringComparer.Ordinal)];

    private static IEnumerable<string> FilesBelow(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split('/', '\\').Any(part => part is "bin" or "obj" or "node_modules"));
}
