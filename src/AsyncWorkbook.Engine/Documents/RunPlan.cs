using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>A code cell on the plan of a run.</summary>
/// <param name="Index">Its position among all cells of the notebook.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Kernel">The kernel at its start.</param>
/// <param name="Kernels">All kernels that it names, that one included.</param>
internal sealed record PlannedCell(int Index, NotebookCell Cell, string Kernel, IReadOnlyList<string> Kernels)
{
    /// <summary>Whether it stays as it is (<c>skip-execution</c>).</summary>
    public bool IsLeft => Cell.HasTag(CellTags.SkipExecution);

    /// <summary>Whether it is to fail (<c>raises-exception</c>).</summary>
    public bool IsToFail => Cell.HasTag(CellTags.RaisesException);
}

/// <summary>Which cells of a notebook run, in which order and by which kernels: the same for a run and an import.</summary>
internal static class RunPlan
{
    /// <summary>The code cells in order.</summary>
    public static IReadOnlyList<PlannedCell> Of(Notebook notebook, KernelCatalog kernels) =>
        [.. notebook.Cells.Index().Where(each => each.Item.Kind == CellKind.Code).Select(each => Plan(notebook, each.Index, each.Item, kernels))];

    private static PlannedCell Plan(Notebook notebook, int index, NotebookCell cell, KernelCatalog kernels)
    {
        var source = cell.Source;
        var named = CellKernel.Of(notebook, cell, kernels);
        var first = CellReader.Opening(source, named, kernels)?.Kernel ?? named;
        var selected = CellReader.Lines(source, named, kernels).Where(line => line.Kind == CellLineKind.Selector).Select(line => line.Kernel);
        return new PlannedCell(index, cell, first, [.. selected.Prepend(first).Distinct(StringComparer.Ordinal)]);
    }
}
