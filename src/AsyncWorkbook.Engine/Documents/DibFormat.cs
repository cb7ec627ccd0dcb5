using System.Text.Json;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>A notebook read from a <c>.dib</c> file.</summary>
/// <param name="Notebook">The notebook, without outputs.</param>
/// <param name="LostRecords">
/// For how many cells the file keeps ids, metadata and the like, but has no cell any more: the file was edited since.
/// </param>
public sealed record DibReading(Notebook Notebook, int LostRecords);

/// <summary>A notebook as the text of a <c>.dib</c> file.</summary>
/// <param name="Text">The text.</param>
/// <param name="LostOutputs">How many cells have outputs, for which a <c>.dib</c> file has no place.</param>
public sealed record DibWriting(string Text, int LostOutputs);

/// <summary>
/// The text format of Polyglot Notebooks. What it has no words for (ids, metadata, attachments, raw cells, empty cells, a
/// cell that itself looks like several) is kept in its <c>#!meta</c> block under <c>workbook</c>; only outputs are not.
/// </summary>
public static class DibFormat
{
    /// <summary>How its files end.</summary>
    public const string Extension = ".dib";

    /// <summary>Whether a file is one by its name.</summary>
    public static bool Is(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kernels">The kernels whose names separate cells; the engine's own if nothing is said.</param>
    /// <exception cref="NotebookFormatException">It is missing or unreadable, or its <c>#!meta</c> block is not JSON.</exception>
    public static DibReading Load(string path, KernelCatalog? kernels = null) => Read(Notebook.ReadText(path), path, kernels);

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <param name="kernels">The kernels whose names separate cells; the engine's own if nothing is said.</param>
    /// <exception cref="NotebookFormatException">Its <c>#!meta</c> block is not JSON.</exception>
    public static DibReading Read(string text, string name = "notebook", KernelCatalog? kernels = null)
    {
        try
        {
            return DibReader.Read(DibText.Read(text, kernels ?? KernelCatalog.Standard), name);
        }
        catch (JsonException e)
        {
            throw new NotebookFormatException($"{name}: the #!meta block is not JSON: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>Writes a notebook.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="kernels">The kernels whose names separate cells; the engine's own if nothing is said.</param>
    public static DibWriting Write(Notebook notebook, KernelCatalog? kernels = null) =>
        new(new DibWriter(notebook, kernels ?? KernelCatalog.Standard).Write(), notebook.Cells.Count(cell => cell.Outputs.Count > 0));
}
