using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>A notebook on its way through the rules.</summary>
/// <param name="Path">The file it was read from.</param>
/// <param name="Notebook">The notebook.</param>
/// <param name="Kernels">The kernels that its cells can name.</param>
internal sealed record CheckedNotebook(string Path, Notebook Notebook, KernelCatalog Kernels)
{
    /// <summary>Where its relative links start.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>The cells of a kind with their positions in the file.</summary>
    public IEnumerable<(int Index, NotebookCell Cell)> Cells(CellKind kind) => Notebook.Cells.Index().Where(each => each.Item.Kind == kind);

    /// <summary>The kernel that a cell's metadata asks for, or else the notebook's default.</summary>
    public string KernelOf(NotebookCell cell) => CellKernel.Of(Notebook, cell, Kernels);

    /// <summary>The code of a cell; empty if it cannot be read, which the rule about kernels says.</summary>
    public IEnumerable<CodeStep> CodeOf(NotebookCell cell) => StepsOf(cell).OfType<CodeStep>();

    /// <summary>The parts of a cell in their order; none if it cannot be read, which the rule about kernels says.</summary>
    public IReadOnlyList<SubmissionStep> StepsOf(NotebookCell cell)
    {
        try
        {
            return SubmissionParser.Parse(cell.Source, KernelOf(cell), Kernels);
        }
        catch (DirectiveException)
        {
            return [];
        }
    }

    /// <summary>A finding about the notebook as a whole.</summary>
    public static Finding Find(string what, string advice) => new(null, null, null, what, advice);

    /// <summary>A finding in a cell.</summary>
    public Finding Find(int index, int? line, string what, string advice) => new(index, Id(index), line, what, advice);

    /// <summary>The 1-based line of a cell's source in which some text begins first; null if it is not there.</summary>
    public int? LineOf(int index, string text)
    {
        var source = Notebook.Cells[index].Source;
        var at = source.IndexOf(text, StringComparison.Ordinal);
        return at < 0 ? null : source.AsSpan(0, at).Count('\n') + 1;
    }

    private string? Id(int index) => NotebookCell.Text(Notebook.Cells[index].Json["id"]) is { Length: > 0 } id ? id : null;
}
