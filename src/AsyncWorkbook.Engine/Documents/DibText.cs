using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>A cell of a <c>.dib</c> file: nothing but a kernel and a text.</summary>
/// <param name="Kernel">The kernel's name; <c>markdown</c> for prose.</param>
/// <param name="Text">The text, without empty lines at either end.</param>
internal sealed record DibCell(string Kernel, string Text);

/// <summary>
/// The letters of a <c>.dib</c> file: cells separated by lines that are exactly <c>#!kernel</c>, and in front, optionally,
/// <c>#!meta</c> and JSON.
/// </summary>
/// <param name="Meta">The JSON of <c>#!meta</c>, or null.</param>
/// <param name="Cells">The cells.</param>
internal sealed record DibText(JsonObject? Meta, IReadOnlyList<DibCell> Cells)
{
    /// <summary>The line in front of the JSON that describes the file.</summary>
    public const string MetaLine = "#!meta";

    /// <summary>The kernel of prose.</summary>
    public const string Prose = "markdown";

    /// <summary>What a line that selects a kernel begins with.</summary>
    public const string Mark = "#!";

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="JsonException">The JSON of <c>#!meta</c> is none.</exception>
    public static DibText Read(string text, KernelCatalog kernels)
    {
        var lines = Lines(text);
        var described = MetaLines(lines);
        var meta = described is { } json
            ? NotebookJson.Parse(string.Join('\n', lines[json])) as JsonObject ?? throw new JsonException("#!meta is not a JSON object.")
            : null;
        var first = described?.End.Value ?? 0;
        var names = new DibKernels(meta?[DibFrame.KernelInfo] as JsonObject, kernels);
        return new DibText(meta, Split(lines[first..], names.Default, names));
    }

    /// <summary>Where the JSON of <c>#!meta</c> stands, up to the first cell; null if there is none.</summary>
    /// <param name="lines">The lines of a file, without their ends.</param>
    public static Range? MetaLines(string[] lines)
    {
        var at = Array.FindIndex(lines, line => line.Length > 0);
        if (at < 0 || lines[at].TrimEnd() != MetaLine)
        {
            return null;
        }

        var end = Array.FindIndex(lines, at + 1, line => line.StartsWith(Mark, StringComparison.Ordinal));
        return (at + 1)..(end < 0 ? lines.Length : end);
    }

    /// <summary>The cells that a text becomes.</summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="kernel">The kernel until a line says otherwise.</param>
    /// <param name="names">The names that separate cells.</param>
    public static IReadOnlyList<DibCell> Split(IReadOnlyList<string> lines, string kernel, DibKernels names)
    {
        var cells = new List<DibCell>();
        var text = new List<string>();
        foreach (var line in lines)
        {
            if (names.Selected(line) is { } selected)
            {
                Add();
                kernel = selected;
            }
            else
            {
                text.Add(line);
            }
        }

        Add();
        return cells;

        void Add()
        {
            var start = text.FindIndex(line => line.Length > 0);
            if (start >= 0)
            {
                var end = text.FindLastIndex(line => line.Length > 0);
                cells.Add(new DibCell(kernel, string.Join('\n', text[start..(end + 1)])));
            }

            text.Clear();
        }
    }

    /// <summary>A file's text.</summary>
    public static string Write(JsonObject meta, IEnumerable<DibCell> cells)
    {
        var text = new StringBuilder($"{MetaLine}\n\n{NotebookJson.Write(meta)}");
        foreach (var cell in cells.Where(cell => cell.Text.Length > 0))
        {
            text.Append('\n').Append(Mark).Append(cell.Kernel).Append("\n\n").Append(cell.Text).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Splits text into lines, whatever ends them.</summary>
    public static string[] Lines(string text) =>
        [.. text.Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line)];
}
