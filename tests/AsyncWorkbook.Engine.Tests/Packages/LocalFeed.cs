using System.IO.Compression;
using System.Reflection;
using System.Reflection.Emit;

namespace AsyncWorkbook.Engine.Tests.Packages;

/// <summary>
/// A folder of packages made on the spot: <c>Leaf</c> in several versions, <c>Root</c>, which depends on it, and
/// <c>Extension</c>, which extends .NET Interactive by a script. Their
/// names are new each time, because NuGet keeps a package that it has once seen.
/// </summary>
public sealed class LocalFeed : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-feed-");

    public LocalFeed()
    {
        var mark = Guid.NewGuid().ToString("N")[..8];
        Leaf = $"Leaf{mark}";
        Root = $"Root{mark}";
        Extension = $"Extension{mark}";
        Fragile = $"Fragile{mark}";
        Pack(Fragile, "1.0.0", script: """
            #!csharp
            if (!System.IO.File.Exists("ready")) throw new InvalidOperationException("not ready");
            Console.WriteLine("ready");
            """);
        Early = $"Early{mark}";
        Pack(Early, "1.0.0-beta");
        Pack(Leaf, "1.0.0");
        Pack(Leaf, "1.1.0");
        Pack(Leaf, "2.0.0-beta");
        Pack(Root, "3.0.0", $"<dependency id=\"{Leaf}\" version=\"1.0.0\" />");
        Pack(Root, "4.0.0", $"<dependency id=\"{Leaf}\" version=\"1.1.0\" />");
        Pack(Extension, "1.0.0", script: $"""
            #!csharp
            using Microsoft.DotNet.Interactive; using Microsoft.DotNet.Interactive.Directives; using Microsoft.DotNet.Interactive.Formatting;
            Formatter.Register<Version>(version => "version " + version, "text/plain");
            Kernel.Root.AddDirective(new KernelActionDirective("#!added"), (command, context) =>
            {"{"} context.Display("from " + {Extension}.Version); return Task.CompletedTask; {"}"});
            #!javascript
            fromScript = 1
            """);
    }

    /// <summary>The name of a package whose extension fails as long as the folder has no file <c>ready</c>.</summary>
    public string Fragile { get; }

    /// <summary>The name of a package that has a prerelease only.</summary>
    public string Early { get; }

    /// <summary>The name of a package without dependencies.</summary>
    public string Leaf { get; }

    /// <summary>The name of a package that depends on <see cref="Leaf"/>.</summary>
    public string Root { get; }

    /// <summary>The name of a package with an extension.</summary>
    public string Extension { get; }

    public string Folder => folder.FullName;

    /// <summary>Where NuGet keeps a package of this feed that it has seen.</summary>
    public static string Kept(string package) => Path.Combine(
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        package.ToLowerInvariant());

    public void Dispose()
    {
        folder.Delete(recursive: true);
        foreach (var kept in new[] { Kept(Leaf), Kept(Root), Kept(Extension), Kept(Fragile), Kept(Early) }.Where(Directory.Exists))
        {
            Directory.Delete(kept, recursive: true);
        }
    }

    /// <summary>Adds a version of <see cref="Leaf"/>.</summary>
    public void AddLeaf(string version) => Pack(Leaf, version);

    private void Pack(string name, string version, string dependency = "", string script = "")
    {
        using var package = ZipFile.Open(Path.Combine(Folder, $"{name}.{version}.nupkg"), ZipArchiveMode.Create);
        using (var description = new StreamWriter(package.CreateEntry($"{name}.nuspec").Open()))
        {
            description.Write($"""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
                <id>{name}</id><version>{version}</version><authors>test</authors><description>test</description>
                <dependencies><group targetFramework="netstandard2.0">{dependency}</group></dependencies>
                </metadata></package>
                """);
        }

        if (script.Length > 0)
        {
            using var extension = new StreamWriter(package.CreateEntry("interactive-extensions/dotnet/extension.dib").Open());
            extension.Write(script);
        }

        using var library = package.CreateEntry($"lib/netstandard2.0/{name}.dll").Open();
        using var assembly = new MemoryStream(Library(name, version));
        assembly.CopyTo(library);
    }

    /// <summary>An assembly with a type of its own name, which has the constant <c>Version</c>.</summary>
    private static byte[] Library(string name, string version)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule(name)
            .DefineType(name, TypeAttributes.Public | TypeAttributes.Class | TypeAttributes.Sealed);
        type.DefineField("Version", typeof(string), FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal)
            .SetConstant(version);
        type.CreateType();
        using var stream = new MemoryStream();
        assembly.Save(stream);
        return stream.ToArray();
    }
}
