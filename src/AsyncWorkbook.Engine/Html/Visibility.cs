using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Html;

/// <summary>
/// What of a cell a page shows: by the tags of Jupyter Book, with hyphens or underscores, and what JupyterLab and the classic
/// notebook have folded.
/// </summary>
internal static class Visibility
{
    /// <summary>The cell is no part of the page.</summary>
    public static bool IsRemoved(NotebookCell cell) => Has(cell, "remove-cell");

    /// <summary>The cell is there to unfold.</summary>
    public static bool IsFolded(NotebookCell cell) => Has(cell, "hide-cell");

    /// <summary>Its code is not shown.</summary>
    public static bool IsInputRemoved(NotebookCell cell) => Has(cell, "remove-input");

    /// <summary>Its code is there to unfold.</summary>
    public static bool IsInputFolded(NotebookCell cell) => Has(cell, CellTags.HideInput) || DrawsChart(cell) || IsOn(cell.Metadata["jupyter"], "source_hidden");

    /// <summary>Its code only draws what it shows: readers want the picture first.</summary>
    public static bool DrawsChart(NotebookCell cell) => Has(cell, "chart");

    /// <summary>Its outputs are not shown.</summary>
    public static bool IsOutputRemoved(NotebookCell cell) => Has(cell, "remove-output");

    /// <summary>Its outputs are there to unfold.</summary>
    public static bool IsOutputFolded(NotebookCell cell) =>
        Has(cell, CellTags.HideOutput) || IsOn(cell.Metadata["jupyter"], "outputs_hidden") || IsOn(cell.Metadata, "collapsed");

    /// <summary>Nothing of it is folded or left out.</summary>
    public static bool IsShownWhole(NotebookCell cell) => !IsInputRemoved(cell) && !IsInputFolded(cell) && ShowsOutputs(cell);

    /// <summary>Nothing of what it shows is folded or left out, whatever is of its code.</summary>
    public static bool ShowsOutputs(NotebookCell cell) => !IsRemoved(cell) && !IsFolded(cell) && !IsOutputRemoved(cell) && !IsOutputFolded(cell);

    private static bool Has(NotebookCell cell, string tag) => cell.HasTag(tag) || cell.HasTag(tag.Replace('-', '_'));

    private static bool IsOn(JsonNode? of, string name) => (of as JsonObject)?[name]?.GetValueKind() == JsonValueKind.True;
}
