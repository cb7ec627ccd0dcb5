using System.Reflection;
using System.Runtime.Loader;

namespace AsyncWorkbook.Workers.CSharp.Core.Submissions;

/// <summary>Where compiled cells and the libraries they load with <c>#r</c> live.</summary>
internal sealed class CellLoadContext() : AssemblyLoadContext("cells")
{
    private readonly Dictionary<string, Assembly> submissions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> libraries = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<AssemblyDependencyResolver> dependencies = [];
    private readonly List<string> folders = [];
    private readonly HashSet<string> references = new(StringComparer.Ordinal);

    /// <summary>Loads one compiled cell; later ones refer to it by name.</summary>
    public Assembly LoadSubmission(Stream assembly, Stream symbols)
    {
        var loaded = LoadFromStream(assembly, symbols);
        lock (submissions)
        {
            submissions.Add(loaded.GetName().Name!, loaded);
        }

        return loaded;
    }

    /// <summary>Loads a library and remembers its folder for its dependencies.</summary>
    /// <param name="path">The full path of an assembly.</param>
    /// <exception cref="IOException">It cannot be read, or one of that name is loaded from elsewhere.</exception>
    /// <exception cref="BadImageFormatException">It is not an assembly.</exception>
    public void LoadLibrary(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (libraries.TryGetValue(name, out var loaded))
        {
            if (!string.Equals(loaded, path, StringComparison.Ordinal))
            {
                throw new IOException($"{name} is loaded from {loaded} already; restart the notebook to load {path}.");
            }

            return;
        }

        folders.Add(Path.GetDirectoryName(path)!);
        if (File.Exists(Path.ChangeExtension(path, ".deps.json")))
        {
            dependencies.Add(new AssemblyDependencyResolver(path));
        }

        references.UnionWith(LoadFromAssemblyPath(path).GetReferencedAssemblies().Select(reference => reference.Name!));
        libraries.Add(name, path);
    }

    /// <summary>Loads an assembly, or gives the one of its name that is loaded already.</summary>
    public Assembly LoadExtension(string path)
    {
        folders.Add(Path.GetDirectoryName(path)!);
        var name = Path.GetFileNameWithoutExtension(path);
        return Assemblies.FirstOrDefault(loaded => name.Equals(loaded.GetName().Name, StringComparison.OrdinalIgnoreCase))
            ?? LoadFromAssemblyPath(path);
    }

    /// <summary>Whether a library that was loaded by its path is built on that assembly.</summary>
    public bool LibrariesReferTo(string assembly) => references.Contains(assembly);

    /// <summary>The file in which a dependency of a loaded library is, or null.</summary>
    public string? PathOf(string name) =>
        dependencies.Select(resolver => resolver.ResolveAssemblyToPath(new AssemblyName(name)))
            .Concat(folders.Select(folder => Path.Combine(folder, name + ".dll")))
            .FirstOrDefault(File.Exists);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        if (WorkerAssemblies.Has(name))
        {
            return Default.LoadFromAssemblyName(new AssemblyName(name)); // whatever version the library was built with
        }

        lock (submissions)
        {
            if (submissions.TryGetValue(name, out var submission))
            {
                return submission;
            }
        }

        return PathOf(name) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        dependencies.Select(resolver => resolver.ResolveUnmanagedDllToPath(unmanagedDllName)).FirstOrDefault(File.Exists)
            is { } path
            ? LoadUnmanagedDllFromPath(path)
            : base.LoadUnmanagedDll(unmanagedDllName);
}
