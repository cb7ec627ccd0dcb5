namespace AsyncWorkbook.Architecture.Tests;

/// <summary>Which folders of a project use which, and by what types.</summary>
internal sealed class FolderGraph
{
    private readonly Dictionary<string, string[]> uses;
    private readonly ILookup<(string From, string To), string> types;

    /// <summary>The graph of the uses between folders; a folder within another is a folder of its own.</summary>
    public FolderGraph(IEnumerable<TypeUse> found)
    {
        var edges = found
            .SelectMany(use => use.To.Select(to => (Edge: (use.From, To: to), Types: $"{use.User[(use.User.LastIndexOf('.') + 1)..]} -> {use.Used.Name}")))
            .Where(use => use.Edge.From != use.Edge.To)
            .Distinct()
            .OrderBy(use => use.Edge)
            .ThenBy(use => use.Types, StringComparer.Ordinal)
            .ToList();
        types = edges.ToLookup(use => use.Edge, use => use.Types);
        uses = types.Select(edge => edge.Key).GroupBy(edge => edge.From).ToDictionary(from => from.Key, from => from.Select(edge => edge.To).ToArray());
    }

    /// <summary>Folders that reach each other both ways: for each knot a text that names them, and the types of every edge.</summary>
    public IReadOnlyList<string> Cycles()
    {
        var reached = uses.Keys.ToDictionary(folder => folder, folder => Reachability.From(folder, uses));
        return [.. uses.Keys
            .Where(folder => reached[folder].Contains(folder))
            .GroupBy(folder => reached[folder].Where(other => reached.GetValueOrDefault(other)?.Contains(folder) is true).Min(StringComparer.Ordinal))
            .Select(knot => Describe([.. knot]))];
    }

    private string Describe(string[] knot)
    {
        var edges = from edge in types
                    where knot.Contains(edge.Key.From) && knot.Contains(edge.Key.To)
                    select $"  {edge.Key.From} uses {edge.Key.To}: {string.Join(", ", edge)}";
        return string.Join('\n', edges.Prepend($"{string.Join(", ", knot)} use each other in a circle:"));
    }
}
