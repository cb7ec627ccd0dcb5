using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>
/// A cell of a <c>.dib</c> file as an editor shows it: with the line that selects its language, as in an <c>.ipynb</c>, but for prose
/// and cells in the file's own language.
/// </summary>
/// <param name="IsProse">Whether it is Markdown.</param>
/// <param name="Text">The text.</param>
/// <param name="Letters">How the cell stands in the file, to the letter; null for a cell that is new.</param>
internal sealed record DibShownCell(bool IsProse, string Text, string? Letters);

/// <summary>
/// The letters of a <c>.dib</c> file that is being edited: a cell that the reader has not changed is written as it was, to the byte.
/// </summary>
internal sealed class DibLetters
{
    private const string byteOrderMark = "\uFEFF";

    private readonly DibKernels names;

    /// <summary>A file without its cells.</summary>
    /// <param name="front">What stands in front of the first cell: a byte order mark, <c>#!meta</c> and its JSON.</param>
    /// <param name="kernels">The kernels that there are.</param>
    public DibLetters(string front, KernelCatalog kernels)
    {
        Front = front;
        Meta = MetaOf(front, kernels);
        names = new DibKernels(Meta[DibFrame.KernelInfo] as JsonObject, kernels);
    }

    /// <summary>What stands in front of the first cell.</summary>
    public string Front { get; }

    /// <summary>The JSON of <c>#!meta</c>; empty if there is none, or it cannot be read: then its letters stay all the same.</summary>
    public JsonObject Meta { get; }

    /// <summary>The kernel of cells that name none.</summary>
    public string Kernel => names.Default;

    /// <summary>Reads a file's text.</summary>
    public static (DibLetters File, IReadOnlyList<DibShownCell> Cells) Read(string text, KernelCatalog kernels)
    {
        var hasMark = text.StartsWith(byteOrderMark, StringComparison.Ordinal);
        var lines = Lines(hasMark ? text[1..] : text);
        var start = DibText.MetaLines([.. lines.Select(Bare)])?.End.Value ?? 0;
        var file = new DibLetters((hasMark ? byteOrderMark : "") + string.Concat(lines[..start]), kernels);
        var front = new StringBuilder(file.Front);
        var cells = new List<string>();
        for (var from = start; from < lines.Length;)
        {
            var to = Array.FindIndex(lines, from + 1, line => file.Selected(line) is not null) is > 0 and var next ? next : lines.Length;
            var letters = string.Concat(lines[from..to]);
            if (file.Show(letters) is not null)
            {
                cells.Add(letters);
            }
            else if (cells.Count > 0)
            {
                cells[^1] += letters; // a cell without text is none: its letters stay behind the one before
            }
            else
            {
                front.Append(letters);
            }

            from = to;
        }

        return (new DibLetters(front.ToString(), kernels), [.. cells.Select(letters => file.Show(letters)!)]);
    }

    /// <summary>The text of the file with other cells.</summary>
    public string Write(IReadOnlyList<DibShownCell> cells)
    {
        var newline = cells.Select(cell => cell.Letters).Prepend(Front).Any(each => each?.Contains("\r\n", StringComparison.Ordinal) == true) ? "\r\n" : "\n";
        var written = new StringBuilder(Front);
        var start = Front == byteOrderMark ? 1 : 0;
        var wasNew = false;
        foreach (var cell in cells)
        {
            var kept = cell.Letters is { } letters && Show(letters) == cell ? letters : null;
            // Only the first cell of a file may go without a name.
            var isNew = kept is null || (written.Length > Front.Length && Selected(Lines(kept)[0]) is null);
            var added = isNew ? Anew(cell).Replace("\n", newline, StringComparison.Ordinal) : kept!;
            if (added.Length == 0)
            {
                continue;
            }

            if (written.Length > start && written[^1] != '\n')
            {
                written.Append(newline);
            }

            if (written.Length > start && (isNew || wasNew) && !EndsInEmptyLine(written))
            {
                written.Append(newline);
            }

            written.Append(added);
            wasNew = isNew;
        }

        return written.ToString();
    }

    private static JsonObject MetaOf(string front, KernelCatalog kernels)
    {
        try
        {
            return DibText.Read(front.StartsWith(byteOrderMark, StringComparison.Ordinal) ? front[1..] : front, kernels).Meta ?? [];
        }
        catch (JsonException)
        {
            return []; // whoever runs or exports the file is told
        }
    }

    /// <summary>The lines of a text, each with what ends it; the last ends with the text.</summary>
    private static string[] Lines(string text)
    {
        var lines = text.Split('\n');
        return [.. lines[..^1].Select(line => line + '\n'), lines[^1]];
    }

    private static bool EndsInEmptyLine(StringBuilder text) =>
        text.Length > 1 && text[^1] == '\n' && (text[^2] == '\n' || (text[^2] == '\r' && text.Length > 2 && text[^3] == '\n'));

    private static string Bare(string line) => DibText.Lines(line)[0];

    private string? Selected(string line) => names.Selected(Bare(line));

    /// <summary>What is shown of a cell's letters; null where there is no text.</summary>
    private DibShownCell? Show(string letters)
    {
        var lines = Lines(letters);
        var selected = Selected(lines[0]);
        var body = lines.Skip(selected is null ? 0 : 1).TakeWhile(line => Selected(line) is null);
        var text = string.Join('\n', body.Select(Bare)).Replace('\r', '\n').Trim('\n'); // to an editor it ends a line, too
        var isProse = (selected ?? Kernel) == DibText.Prose;
        return text.Length == 0 ? null
            : new DibShownCell(isProse, isProse || selected is null || selected == Kernel ? text : $"{Bare(lines[0])}\n{text}", letters);
    }

    /// <summary>A cell as Polyglot Notebooks writes it: the line that selects its language, an empty one, its text.</summary>
    private string Anew(DibShownCell cell)
    {
        var lines = DibText.Lines(cell.Text);
        var first = cell.IsProse ? -1 : Array.FindIndex(lines, line => line.Trim().Length > 0);
        var selects = first >= 0 && names.Selected(lines[first]) is not null;
        var selector = selects ? lines[first] : $"{DibText.Mark}{(cell.IsProse ? DibText.Prose : Kernel)}";
        var text = string.Join('\n', lines[(selects ? first + 1 : 0)..]).Trim('\n');
        return text.Length == 0 ? "" : $"{selector}\n\n{text}\n";
    }
}
