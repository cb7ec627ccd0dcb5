namespace AsyncWorkbook.Workers.CSharp.Core.Submissions;

/// <summary>
/// The assemblies that this process runs on: the runtime's and the worker's own. Cells and the libraries they load get
/// these, never a second copy: two copies of Formatting would mean two registers of formatters.
/// </summary>
internal static class WorkerAssemblies
{
    private static readonly Lazy<Dictionary<string, string>> paths = new(() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            .DistinctBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase) // CoreLib is listed twice
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path)!, StringComparer.OrdinalIgnoreCase));

    /// <summary>Paths by simple name.</summary>
    public static IReadOnlyDictionary<string, string> Paths => paths.Value;

    public static bool Has(string name) => paths.Value.ContainsKey(name);
}
