using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Outputs;
using AsyncWorkbook.Engine.Html.Prose;
using AsyncWorkbook.Engine.Outputs;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace AsyncWorkbook.Engine.Html;

/// <summary>
/// How tall parts of a page are when they stand beside each other, about: by counting lines, for there is no browser to ask. What cannot
/// stand beside anything, because it needs the width or its size is not known, has none.
/// </summary>
internal static partial class PartSizes
{
    // What fits into the two columns of a spread on a laptop, in characters, and what a line takes, in pixels.
    private const int textColumns = 52;
    private const int codeColumns = 80;
    private const int fencedColumns = 46;
    private const int textLine = 27;
    private const int codeLine = 20;
    private const int heading = 70;
    private const int space = 15;
    private const int cell = 70; // its label, its frame and what is between it and the next
    private const int row = 35; // of a table
    private const int betweenColumns = 3;
    private const int caption = 75; // and the fold of the table
    private const int tallestOutput = 544; // a longer one scrolls inside itself

    /// <summary>A text in the narrow column. Null if something in it, such as a table, needs more.</summary>
    public static int? OfText(MarkdownDocument document) => Sum(document.Select(OfBlock));

    /// <summary>A cell in the wide column. Null if its code does not fit there, or what it shows.</summary>
    /// <param name="sections">Its code.</param>
    /// <param name="outputs">How tall is what it shows.</param>
    public static int? OfCell(IReadOnlyList<SourceSection> sections, int? outputs)
    {
        var lines = sections.SelectMany(section => section.Code[section.Plumbing..].TrimEnd().Split('\n')).ToList();
        return lines.Exists(line => LineMarks.WithoutMark(line).TrimEnd().Length > codeColumns)
            ? null
            : cell + ((LongCode.LinesOf(sections) > 0 ? LongCode.Shown + 1 : lines.Count) * codeLine) + outputs;
    }

    /// <summary>A cell of which only the outputs are in sight.</summary>
    public static int? OfShown(int? outputs) => cell + outputs;

    /// <summary>What an output is in the wide column. Null if it is more than text, or a chart.</summary>
    public static int? OfOutput(JsonObject output) => NbformatOutput.Read(output) switch
    {
        StreamOutput stream => OfPrinted(stream.Text),
        ErrorOutput error => OfPrinted(string.Join('\n', error.Traceback)),
        DisplayOutput display => OfBundle(display.Data),
        ResultOutput result => OfBundle(result.Data),
        _ => null,
    };

    /// <summary>All together; null as soon as one has no size.</summary>
    public static int? Sum(IEnumerable<int?> sizes) => sizes.Aggregate((int?)0, (sum, size) => sum + size);

    private static int? OfBlock(Block block) => block switch
    {
        HeadingBlock => heading,
        ParagraphBlock paragraph => (Lines(PlainText.Of(paragraph.Inline).Length) * textLine) + space,
        FencedCodeBlock { Lines: { Lines: var lines, Count: var count } } =>
            lines.Take(count).All(line => line.Slice.Length <= fencedColumns) ? (count * codeLine) + cell : null,
        Table table => OfTable(table),
        ListBlock or ListItemBlock or QuoteBlock => Sum(((ContainerBlock)block).Select(OfBlock)),
        _ => null,
    };

    private static int? OfTable(Table table)
    {
        var rows = table.OfType<TableRow>().Select(cells => cells.OfType<TableCell>().Select(each => each.Descendants<LeafBlock>().Sum(leaf => PlainText.Of(leaf.Inline).Length)).ToList()).ToList();
        var columns = Enumerable.Range(0, rows.Max(cells => cells.Count)).Sum(i => rows.Max(cells => cells.ElementAtOrDefault(i)) + betweenColumns);
        return columns <= textColumns ? (rows.Count * row) + space : null;
    }

    /// <summary>Of a bundle that is shown as a chart or as words.</summary>
    private static int? OfBundle(JsonObject data) =>
        data[PlotlyChart.MimeType] is JsonObject figure ? PlotlyChart.HeightOf(figure) + caption
        : data.All(entry => entry.Key.StartsWith("text/", StringComparison.Ordinal)) && data["text/plain"] is { } plain && !DrawsItself().IsMatch(NotebookCell.Text(data["text/html"]))
            ? OfPrinted(NotebookCell.Text(plain))
        : null;

    private static int OfPrinted(string text) => Math.Min(tallestOutput, text.TrimEnd('\n').Split('\n').Sum(line => 1 + (line.Length / codeColumns)) * codeLine) + space;

    private static int Lines(int characters) => (characters + textColumns - 1) / textColumns;

    [GeneratedRegex("<(table|svg|img|canvas|video|script|style)", RegexOptions.IgnoreCase)]
    private static partial Regex DrawsItself();
}
