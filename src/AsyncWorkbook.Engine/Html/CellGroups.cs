using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Html;

/// <summary>How a page shows cells that stand together.</summary>
internal enum CellGroupKind
{
    /// <summary>A cell by itself.</summary>
    Single,

    /// <summary>Cells that prepare the others: behind one line that a reader can unfold.</summary>
    SetUp,

    /// <summary>The same in several languages: side by side where there is room, else behind tabs.</summary>
    SideBySide,
}

/// <summary>Cells that stand together.</summary>
/// <param name="Kind">How they are shown.</param>
/// <param name="Start">The position of the first among the notebook's cells, from 0.</param>
/// <param name="Count">How many they are.</param>
internal sealed record CellGroup(CellGroupKind Kind, int Start, int Count);

/// <summary>
/// Which cells of a notebook stand together, by what they are and not by who wrote them: neighbours that prepare, and neighbours
/// of different languages.
/// </summary>
internal static class CellGroups
{
    /// <summary>The tag of cells that prepare others.</summary>
    public const string SetUpTag = "set-up";

    /// <summary>So many languages one under the other are the same three times; two may also be one after the other.</summary>
    private const int surely = 3;

    /// <summary>Splits a notebook's cells into groups that follow each other without gaps.</summary>
    public static IReadOnlyList<CellGroup> Of(Notebook notebook, KernelCatalog kernels)
    {
        var groups = new List<CellGroup>();
        for (var start = 0; start < notebook.Cells.Count; start += groups[^1].Count)
        {
            groups.Add(At(notebook, kernels, start));
        }

        return groups;
    }

    private static CellGroup At(Notebook notebook, KernelCatalog kernels, int start)
    {
        var cells = notebook.Cells.Skip(start);
        if (cells.TakeWhile(cell => IsSetUp(notebook, cell, kernels)).Count() is > 0 and var setUp)
        {
            return new(CellGroupKind.SetUp, start, setUp);
        }

        var languages = new HashSet<string>(StringComparer.Ordinal);
        var alike = cells.TakeWhile(cell =>
            CanStandBeside(notebook, cell, kernels) && OnlyLanguage(notebook, cell, kernels) is { } language && languages.Add(language)).ToList();
        return alike.Count >= surely || (alike.Count > 1 && !alike.Exists(ShowsPicture))
            ? new(CellGroupKind.SideBySide, start, alike.Count)
            : new(CellGroupKind.Single, start, 1);
    }

    private static bool IsSetUp(Notebook notebook, NotebookCell cell, KernelCatalog kernels) =>
        cell.Kind == CellKind.Code && !Visibility.IsRemoved(cell)
        && (cell.HasTag(SetUpTag) || SourceSections.IsPlumbing(cell.Source, CellKernel.Of(notebook, cell, kernels), kernels));

    private static bool CanStandBeside(Notebook notebook, NotebookCell cell, KernelCatalog kernels) =>
        cell.Kind == CellKind.Code && !Visibility.IsRemoved(cell) && !Visibility.IsFolded(cell) && !Visibility.IsInputRemoved(cell)
        && !Visibility.IsInputFolded(cell) && !cell.HasTag(Quiz.Tag) && !cell.HasTag(CellTags.Parameters) && !ShowsChart(cell) && !IsSetUp(notebook, cell, kernels);

    /// <summary>The one language in which a cell is written; null if there are more, or none that anybody knows.</summary>
    private static string? OnlyLanguage(Notebook notebook, NotebookCell cell, KernelCatalog kernels) =>
        SourceSections.Split(cell.Source, CellKernel.Of(notebook, cell, kernels), kernels)
            .Select(section => section.Kernel).Distinct(StringComparer.Ordinal).ToList() is [var only] && kernels.Find(only) is not null ? only : null;

    /// <summary>A chart needs the whole width, and behind a tab nobody would see it.</summary>
    private static bool ShowsChart(NotebookCell cell) =>
        cell.Outputs.Any(output => output["data"] is JsonObject data && data.ContainsKey("application/vnd.plotly.v1+json"));

    /// <summary>Whether an output is more than text: such a cell looks at what the others have done.</summary>
    private static bool ShowsPicture(NotebookCell cell) =>
        cell.Outputs.Any(output => output["data"] is JsonObject data && data.Any(entry => entry.Key != "text/plain"));
}
