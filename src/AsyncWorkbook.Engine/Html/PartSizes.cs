using AsyncWorkbook.Engine.Html.Outputs;
using AsyncWorkbook.Engine.Html.Prose;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace AsyncWorkbook.Engine.Html;

/// <summary>
/// How tall parts of a page are when they stand beside each other, about: by counting lines, for there is no browser to ask. What cannot
/// stand beside anything, because it needs the width or its size is not known, has none.
/// </summary>
internal static class PartSizes
{
    // What fits into the two columns of a spread on a laptop, in characters, and what a line takes, in pixels.
    private const int textColumns = 52;
    private const int fencedColumns = 46;
    private const int textLine = 27;
    private const int heading = 70;
    private const int cell = 70; // its label, its frame and what is between it and the next
    private const int tableColumns = 58;
    private const int betweenColumns = 3;
    private const int leastToBreak = 24;
    private const int tableLine = 22;
    private const int row = 35;

    /// <summary>A text in the narrow column. Null if something in it, such as a table, needs more.</summary>
    public static int? OfText(MarkdownDocument document) => Sum(document.Select(OfBlock));

    /// <summary>A cell in the wide column. Null if its code does not fit there, or what it shows.</summary>
    /// <param name="sections">Its code.</param>
    /// <param name="outputs">How tall is what it shows.</param>
    public static int? OfCell(IReadOnlyList<SourceSection> sections, int? outputs)
    {
        var lines = sections.SelectMany(section => section.Code[section.Plumbing..].TrimEnd().Split('\n')).ToList();
        return lines.Exists(line => LineMarks.WithoutMark(line).TrimEnd().Length > OutputSizes.Columns)
            ? null
            : cell + ((LongCode.LinesOf(sections) > 0 ? LongCode.Shown + 1 : lines.Count) * OutputSizes.Line) + outputs;
    }

    /// <summary>A cell of which only the outputs are in sight.</summary>
    public static int? OfShown(int? outputs) => cell + outputs;

    /// <summary>All together; null as soon as one has no size.</summary>
    public static int? Sum(IEnumerable<int?> sizes) => sizes.Aggregate((int?)0, (sum, size) => sum + size);

    private static int? OfBlock(Block block) => block switch
    {
        HeadingBlock => heading,
        ParagraphBlock paragraph => (Lines(PlainText.Of(paragraph.Inline).Length) * textLine) + OutputSizes.Space,
        FencedCodeBlock { Lines: { Lines: var lines, Count: var count } } =>
            lines.Take(count).All(line => line.Slice.Length <= fencedColumns) ? (count * OutputSizes.Line) + cell : null,
        Table table => OfTable(table),
        ListBlock or ListItemBlock or QuoteBlock => Sum(((ContainerBlock)block).Select(OfBlock)),
        _ => null,
    };

    /// <summary>Of a table in the narrow column: what the others leave is for its broadest column, which may break its lines.</summary>
    private static int? OfTable(Table table)
    {
        var rows = table.OfType<TableRow>()
            .Select(cells => cells.OfType<TableCell>().Select(each => each.Descendants<LeafBlock>().Sum(leaf => PlainText.Of(leaf.Inline).Length) + betweenColumns).ToList())
            .ToList();
        var columns = Enumerable.Range(0, rows.Max(cells => cells.Count)).Select(i => rows.Max(cells => cells.ElementAtOrDefault(i))).ToList();
        var broadest = Math.Min(columns.Max(), tableColumns - (columns.Sum() - columns.Max()));
        return broadest < Math.Min(columns.Max(), leastToBreak) ? null : rows.Sum(cells => row + ((Math.Max(cells.Max() - 1, 0) / broadest) * tableLine)) + OutputSizes.Space;
    }

    private static int Lines(int characters) => (characters + textColumns - 1) / textColumns;
}
