using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>Writes one notebook as a <c>.dib</c> file, with records of what reading it would not give back.</summary>
internal sealed partial class DibWriter
{
    private readonly Notebook notebook;
    private readonly KernelCatalog kernels;
    private readonly JsonObject meta;
    private readonly DibKernels names;

    public DibWriter(Notebook notebook, KernelCatalog kernels)
    {
        this.notebook = notebook;
        this.kernels = kernels;
        var used = notebook.Cells.Where(cell => cell.Kind == CellKind.Code).Select(KernelOf).Distinct().ToList();
        meta = DibFrame.MetaOf(notebook, used, kernels);
        names = new DibKernels(meta[DibFrame.KernelInfo] as JsonObject, kernels);
    }

    /// <summary>The file's text.</summary>
    public string Write()
    {
        var chunks = notebook.Cells.Select(Chunk).ToList();
        var cells = chunks.Select(chunk => chunk.Cell).ToList();

        // What reading it would say by itself need not be kept.
        var read = DibReader.Read(DibText.Read(DibText.Write(meta, cells), kernels), "").Notebook;
        var kept = new JsonObject();
        if (!JsonNode.DeepEquals(DibFrame.Of(read), DibFrame.Of(notebook)))
        {
            kept["notebook"] = DibFrame.Of(notebook);
        }

        if (!JsonNode.DeepEquals(Cells(read), Cells(notebook)))
        {
            kept["cells"] = new JsonArray([.. chunks.Select(chunk => (JsonNode)chunk.Record.ToJson())]);
        }

        if (kept.Count > 0)
        {
            meta[DibFrame.Own] = kept;
        }

        return DibText.Write(meta, cells);
    }

    private static JsonArray Cells(Notebook notebook) =>
        new([.. notebook.Cells.Select(cell => (JsonNode)DibRecord.Whole(Bare(cell), cell.Source))]);

    /// <summary>A cell's JSON without what it has in a <c>.dib</c> file, and without what it has not there.</summary>
    private static JsonObject Bare(NotebookCell cell)
    {
        var json = (JsonObject)cell.Json.DeepClone();
        json.Remove("source");
        json.Remove("outputs");
        json.Remove("execution_count");
        return DibRecord.InOrder(json);
    }

    /// <summary>How a cell is written, and what that does not say.</summary>
    private (DibCell Cell, DibRecord Record) Chunk(NotebookCell cell)
    {
        var source = cell.Source;
        var kernel = cell.Kind == CellKind.Code ? KernelOf(cell) : DibText.Prose;
        var start = 0;
        if (cell.Kind == CellKind.Code && names.Selected(FirstLine(source)) is { } selected)
        {
            kernel = selected;
            start = Math.Min(FirstLine(source).Length + 1, source.Length);
        }

        var text = source[start..].Trim('\n');
        start += source[start..].Length - source[start..].TrimStart('\n').Length;
        var written = new DibCell(kernel, text);
        var parts = DibText.Split(DibText.Lines(text), kernel, names);
        var whole = parts is [var only] && only == written;
        return (written, new DibRecord(
            parts.Count,
            DibRecord.DigestOf(parts),
            whole ? source[..start] : "",
            whole ? source[(start + text.Length)..] : "",
            whole ? null : source,
            Bare(cell)));
    }

    private string KernelOf(NotebookCell cell) =>
        CellKernel.Of(notebook, cell, kernels) is var name && Word().IsMatch(name) ? name : KernelCatalog.DefaultKernel;

    private static string FirstLine(string text) => text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? text[..end] : text;

    /// <summary>A kernel name that a line can select, and that is not the word of the block in front.</summary>
    [GeneratedRegex(@"\A(?!meta\z)[^\s]+\z")]
    private static partial Regex Word();
}
