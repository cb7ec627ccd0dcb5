namespace AsyncWorkbook.Workers.CSharp.Core.Submissions;

/// <summary>
/// The assemblies that the worker runs on: the runtime's and its own. Cells and the libraries they load get these, never a
/// second copy: two copies of Formatting would mean two registers of formatters.
/// </summary>
internal static class WorkerAssemblies
{
    private static Lazy<IReadOnlyDictionary<string, string>> paths = new(() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            .DistinctBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase) // CoreLib is listed twice
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path)!, StringComparer.OrdinalIgnoreCase));

    private static Func<string, Stream> open = File.OpenRead;

    /// <summary>Paths by simple name.</summary>
    public static IReadOnlyDictionary<string, string> Paths => paths.Value;

    /// <summary>Says what they are where the runtime itself does not: in a page they are no files.</summary>
    /// <param name="known">Paths by simple name.</param>
    /// <param name="reader">Opens what is at such a path.</param>
    public static void Install(IReadOnlyDictionary<string, string> known, Func<string, Stream> reader)
    {
        paths = new(known);
        open = path => known.Values.Contains(path) ? reader(path) : File.OpenRead(path);
    }

    /// <summary>Opens an assembly, one of these or a library's file.</summary>
    public static Stream Open(string path) => open(path);

    public static bool Has(string name) => Paths.ContainsKey(name);
}
