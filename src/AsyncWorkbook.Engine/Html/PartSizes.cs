using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Prose;
using AsyncWorkbook.Engine.Outputs;
using Markdig.Syntax;

namespace AsyncWorkbook.Engine.Html;

/// <summary>
/// How tall parts of a page are when they stand beside each other, about: by counting lines, for there is no browser to ask. What cannot
/// stand beside anything, because it needs the width or its size is not known, has none.
/// </summary>
internal static partial class PartSizes
{
    // What fits into the two columns of a spread on a laptop, in characters, and what a line takes, in pixels.
    private const int textColumns = 48;
    private const int codeColumns = 80;
    private const int fencedColumns = 46;
    private const int textLine = 30;
    private const int codeLine = 22;
    private const int heading = 75;
    private const int space = 18;
    private const int cell = 75; // its label, its frame and what is between it and the next
    private const int choices = 190;
    private const int tallestOutput = 544; // a longer one scrolls inside itself

    /// <summary>A text in the narrow column. Null if something in it, such as a table, needs more.</summary>
    public static int? OfText(MarkdownDocument document) => Sum(document.Select(OfBlock));

    /// <summary>A cell in the wide column. Null if its code does not fit there, or if it shows more than text.</summary>
    /// <param name="shown">The cell.</param>
    /// <param name="sections">Its code.</param>
    /// <param name="isQuiz">Whether choices stand in the place of its outputs.</param>
    public static int? OfCell(NotebookCell shown, IReadOnlyList<SourceSection> sections, bool isQuiz)
    {
        var lines = sections.SelectMany(section => section.Code[section.Plumbing..].TrimEnd().Split('\n')).ToList();
        return lines.Exists(line => LineMarks.WithoutMark(line).TrimEnd().Length > codeColumns)
            ? null
            : cell + ((LongCode.LinesOf(sections) > 0 ? LongCode.Shown + 1 : lines.Count) * codeLine) + (isQuiz ? choices : Sum(shown.Outputs.Select(output => OfOutput(NbformatOutput.Read(output)))));
    }

    private static int? OfBlock(Block block) => block switch
    {
        HeadingBlock => heading,
        ParagraphBlock paragraph => (Lines(PlainText.Of(paragraph.Inline).Length) * textLine) + space,
        FencedCodeBlock { Lines: { Lines: var lines, Count: var count } } =>
            lines.Take(count).All(line => line.Slice.Length <= fencedColumns) ? (count * codeLine) + cell : null,
        ListBlock or ListItemBlock or QuoteBlock => Sum(((ContainerBlock)block).Select(OfBlock)),
        _ => null,
    };

    private static int? OfOutput(Output? output) => output switch
    {
        StreamOutput stream => OfPrinted(stream.Text),
        ErrorOutput error => OfPrinted(string.Join('\n', error.Traceback)),
        DisplayOutput display => OfBundle(display.Data),
        ResultOutput result => OfBundle(result.Data),
        _ => null,
    };

    /// <summary>Of a bundle that is shown as words.</summary>
    private static int? OfBundle(JsonObject data) =>
        data.All(entry => entry.Key.StartsWith("text/", StringComparison.Ordinal)) && data["text/plain"] is { } plain && !DrawsItself().IsMatch(NotebookCell.Text(data["text/html"]))
            ? OfPrinted(NotebookCell.Text(plain)) : null;

    private static int OfPrinted(string text) => Math.Min(tallestOutput, text.TrimEnd('\n').Split('\n').Sum(line => 1 + (line.Length / codeColumns)) * codeLine) + space;

    private static int Lines(int characters) => (characters + textColumns - 1) / textColumns;

    [GeneratedRegex("<(table|svg|img|canvas|video|script|style)", RegexOptions.IgnoreCase)]
    private static partial Regex DrawsItself();

    /// <summary>All together; null as soon as one has no size.</summary>
    private static int? Sum(IEnumerable<int?> sizes) => sizes.Aggregate((int?)0, (sum, size) => sum + size);
}
