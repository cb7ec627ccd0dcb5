using System.Xml.Linq;

namespace AsyncWorkbook.Architecture.Tests;

/// <summary>One of the repository's projects, as its project file has it.</summary>
internal sealed class SourceProject
{
    private static readonly string top = FindTop();

    private readonly string path;
    private readonly XElement xml;

    private SourceProject(string path)
    {
        this.path = path;
        xml = XElement.Load(path);
    }

    /// <summary>All projects below <c>src</c>.</summary>
    public static IReadOnlyList<SourceProject> All { get; } =
        [.. FilesBelow(Path.Combine(top, "src"), "*.csproj").Select(path => new SourceProject(path)).OrderBy(project => project.Name, StringComparer.Ordinal)];

    /// <summary>The project file's name without its extension.</summary>
    public string Name => Path.GetFileNameWithoutExtension(path);

    /// <summary>The name of what it builds.</summary>
    public string AssemblyName => xml.Descendants("AssemblyName").SingleOrDefault()?.Value ?? Name;

    /// <summary>The full path of the folder with the project file.</summary>
    public string Folder => Path.GetDirectoryName(path)!;

    /// <summary>The full paths of its C# files.</summary>
    public IEnumerable<string> Files => FilesBelow(Folder, "*.cs");

    /// <summary>The names of the projects that it refers to.</summary>
    public IEnumerable<string> References =>
        xml.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    /// <summary>Sources and assemblies that it takes from elsewhere by their paths.</summary>
    public IEnumerable<string> ForeignSources =>
        from item in xml.Descendants()
        where item.Name.LocalName is "Compile" or "Reference"
        select item.Attribute("Include")?.Value into file
        where file is not null
        select file;

    /// <summary>The project of a name.</summary>
    public static SourceProject Named(string name) => All.Single(project => project.Name == name);

    private static IEnumerable<string> FilesBelow(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split('/', '\\').Any(part => part is "bin" or "obj" or "node_modules"));

    private static string FindTop()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AsyncWorkbook.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
