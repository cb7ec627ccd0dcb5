namespace AsyncWorkbook.Mutants.Mutations;

/// <summary>A change of a cell's text that may break what it does.</summary>
/// <param name="Kind">What it does, such as <c>drop await</c>.</param>
/// <param name="Was">The text that it is about, as it stands in the cell.</param>
/// <param name="Start">Where the replaced text starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="With">What stands there instead.</param>
public sealed record Mutation(string Kind, string Was, int Start, int End, string With)
{
    /// <summary>The cell's text with the change in it.</summary>
    public string Of(string source) => string.Concat(source.AsSpan(0, Start), With, source.AsSpan(End));
}

/// <summary>What a parser reads off a cell.</summary>
/// <param name="Writes">The names that the cell declares or assigns.</param>
/// <param name="Entries">The entries of collections, or members of objects, that it assigns.</param>
/// <param name="Mutations">Its changes, in the order of its text.</param>
public sealed record CellReading(IReadOnlySet<string> Writes, IReadOnlySet<Entry> Entries, IReadOnlyList<Mutation> Mutations)
{
    /// <summary>What there is to read where nothing can be read.</summary>
    public static CellReading Nothing { get; } = new(new HashSet<string>(), new HashSet<Entry>(), []);
}

/// <summary>Something assigned in a collection or an object.</summary>
/// <param name="Name">What the collection or object is called.</param>
/// <param name="Key">Which of its entries or members; empty for any.</param>
public readonly record struct Entry(string Name, string Key);
