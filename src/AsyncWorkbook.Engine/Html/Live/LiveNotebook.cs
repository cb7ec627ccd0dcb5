using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Html.Live;

/// <summary>What the live cells of a notebook find in the page.</summary>
/// <param name="Path">The notebook's path in its book, such as <c>notebooks/01-chess-simul.ipynb</c>.</param>
public sealed record LiveNotebook(string Path)
{
    /// <summary>Tags of cells that stay as they were recorded: they need what a page has not, or are not to run at all.</summary>
    private static readonly string[] elsewhere = [CellTags.LocalOnly, CellTags.NodeOnly, CellTags.SkipExecution];

    /// <summary>Whether a cell with these tags stays in a page as it was recorded.</summary>
    /// <param name="tags">The cell's tags.</param>
    public static bool StaysRecorded(IEnumerable<string> tags) => tags.Any(tag => elsewhere.Contains(tag, StringComparer.Ordinal));

    /// <summary>The files that cells read and import: where these find them, such as <c>/book/data/p01.json</c>, and where they are here.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>What is known of the notebook's parameters.</summary>
    public IReadOnlyList<LiveParameter> Parameters { get; init; } = [];
}

/// <summary>A parameter that a reader may set by a slider.</summary>
/// <param name="Name">Its name in the cell tagged <c>parameters</c>.</param>
/// <param name="Min">The least that it may be.</param>
/// <param name="Max">The most that it may be.</param>
/// <param name="Step">It is a multiple of this.</param>
/// <param name="Unit">Its unit, such as <c>s</c>; may be empty.</param>
public sealed record LiveParameter(string Name, double Min, double Max, double Step, string Unit);
