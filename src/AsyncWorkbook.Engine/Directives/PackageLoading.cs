using AsyncWorkbook.Engine.Packages;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>The C# that makes the C# kernel load packages.</summary>
internal static class PackageLoading
{
    /// <summary>References to the assemblies, and where to find native libraries; empty if there is nothing to load.</summary>
    public static string Code(PackageClosure closure)
    {
        var references = closure.Assemblies.Select(path => $"#r \"{path}\"\n");
        return string.Concat(references) + (closure.Natives.Count > 0 ? Resolver(closure.Natives) : "");
    }

    /// <summary>Cells and packages live in one load context, which asks here for native libraries that it does not find.</summary>
    private static string Resolver(IEnumerable<string> natives) =>
        "System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(System.Reflection.Assembly.GetExecutingAssembly())"
        + ".ResolvingUnmanagedDll += (_, name) => new[] { "
        + string.Join(", ", natives.Select(path => $"@\"{path}\""))
        + " }.FirstOrDefault(path => System.IO.Path.GetFileName(path) is var file && (file == name"
        + " || System.IO.Path.GetFileNameWithoutExtension(file) is var stem && (stem == name || stem == \"lib\" + name)))"
        + " is { } found ? System.Runtime.InteropServices.NativeLibrary.Load(found) : 0;";
}
