using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Markup;
using AsyncWorkbook.Engine.Html.Prose;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AsyncWorkbook.Engine.Html;

/// <summary>
/// What marked lines have in common: the list with which the text after a group of cells begins, if each item begins with a number
/// in a circle. An item may hold a list of its own, what one language does otherwise, each behind the language's name in bold.
/// </summary>
internal sealed class LineMarks
{
    private const char first = '①';
    private const char last = '⑳';

    private readonly List<(int Number, string Language, MarkdownDocument Text)> why = [];

    private LineMarks(NotebookCell cell, MarkdownDocument legend, MarkdownDocument rest)
    {
        Cell = cell;
        Legend = legend;
        Rest = rest;
    }

    /// <summary>The cell that explains them.</summary>
    public NotebookCell Cell { get; }

    /// <summary>The list without what it says of one language.</summary>
    public MarkdownDocument Legend { get; }

    /// <summary>What follows the list in its cell.</summary>
    public MarkdownDocument Rest { get; }

    /// <summary>The number that a text begins with, 1 to 20, if it begins with one in a circle.</summary>
    public static int? NumberOf(ReadOnlySpan<char> text) => text is [>= first and <= last, ..] ? text[0] - first + 1 : null;

    /// <summary>A line of code without the mark at its end, which takes no room on a page.</summary>
    public static string WithoutMark(string line)
    {
        var at = line.AsSpan().IndexOfAnyInRange(first, last);
        return at < 0 ? line : line[..at].TrimEnd(' ', '/', '#');
    }

    /// <summary>Whether a line of code has a mark.</summary>
    public static bool IsMarked(string line) => line.AsSpan().IndexOfAnyInRange(first, last) >= 0;

    /// <summary>The marks that the text after a group of cells explains; null if it begins with no such list.</summary>
    public static LineMarks? Of(NotebookCell? prose)
    {
        if (prose is not { Kind: CellKind.Markdown } || Visibility.IsRemoved(prose) || prose.HasTag(Quiz.Tag) || MarkdownCell.Parse(prose.Source) is not [ListBlock { IsOrdered: false } list, ..] document
            || !list.All(item => Begins(item) is not null))
        {
            return null;
        }

        document.Remove(list);
        var marks = new LineMarks(prose, [list], document);
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var number = Begins(item)!.Value;
            foreach (var other in item.OfType<ListBlock>().ToList())
            {
                marks.Take(number, other);
            }

            Prepend(((ParagraphBlock)item[0]).Inline!, number);
        }

        return marks;
    }

    /// <summary>What is said of a language's own lines.</summary>
    /// <param name="language">The language as its cells' labels name it.</param>
    public IEnumerable<MarkdownDocument> Why(string language) => why.Where(part => part.Language == language).Select(part => part.Text);

    /// <summary>The badge of a number, in text and code alike. Copied, it is the text that it stands for.</summary>
    public static HtmlMarkup Badge(int number, ReadOnlySpan<char> text)
    {
        var html = new HtmlMarkup(64, 2);
        html.AppendLiteral("<span class=\"mark\" data-mark=\"");
        html.AppendFormatted(number);
        html.AppendLiteral("\">");
        html.AppendFormatted(text);
        html.AppendLiteral("</span>");
        return html;
    }

    private void Take(int number, ListBlock list)
    {
        foreach (var item in list.OfType<ListItemBlock>().ToList())
        {
            if (item is [ParagraphBlock { Inline.FirstChild: EmphasisInline { DelimiterCount: 2 } name } paragraph])
            {
                var language = PlainText.Of(name).TrimEnd(':');
                name.Remove();
                if (paragraph.Inline?.FirstChild is LiteralInline literal)
                {
                    literal.Content = new Markdig.Helpers.StringSlice(literal.Content.ToString().TrimStart(':', ' '));
                }

                list.Remove(item);
                item.Remove(paragraph);
                Prepend(paragraph.Inline!, number, hasSign: false);
                why.Add((number, language, [paragraph]));
            }
        }

        if (list.Count == 0)
        {
            list.Parent!.Remove(list);
        }
    }

    /// <summary>Puts the badge before a text, in the place of the number that it begins with, if it does.</summary>
    private static void Prepend(ContainerInline inlines, int number, bool hasSign = true)
    {
        if (hasSign && inlines.FirstChild is LiteralInline literal)
        {
            literal.Content = new Markdig.Helpers.StringSlice(literal.Content.ToString()[1..].TrimStart());
        }

        inlines.FirstChild!.InsertBefore(new HtmlInline($"{Badge(number, $"{(char)(first + number - 1)}")} "));
    }

    private static int? Begins(Block item) =>
        item is ListItemBlock { Count: > 0 } and [ParagraphBlock { Inline.FirstChild: LiteralInline literal }, ..] ? NumberOf(literal.Content.AsSpan()) : null;
}
