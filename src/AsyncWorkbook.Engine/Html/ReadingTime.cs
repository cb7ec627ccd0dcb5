using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Prose;
using AsyncWorkbook.Engine.Languages;
using Markdig.Syntax;

namespace AsyncWorkbook.Engine.Html;

/// <summary>How long a notebook takes to read, from what there is to read in it; <c>docs/pages.md</c> has the rule.</summary>
internal static class ReadingTime
{
    private const double wordsPerMinute = 200;
    private const double minutesPerCode = 0.5; // a cell, or the same in several languages
    private const double minutesPerQuiz = 1;
    private const int step = 5;

    /// <summary>The minutes, in steps of five; 0 if there is nothing to read.</summary>
    public static int MinutesOf(Notebook notebook, KernelCatalog kernels)
    {
        var shown = notebook.Cells.Where(cell => !Visibility.IsRemoved(cell) && !Visibility.IsFolded(cell)).ToList();
        var words = shown.Where(cell => cell.Kind == CellKind.Markdown).Sum(cell => Words(MarkdownCell.Parse(cell.Source)));
        var quizzes = shown.Count(cell => cell.Kind == CellKind.Code && cell.HasTag(Quiz.Tag));
        var code = CellGroups.Of(notebook, kernels).Count(group => group.Kind != CellGroupKind.SetUp && notebook.Cells[group.Start] is { Kind: CellKind.Code } cell && shown.Contains(cell));
        return (int)Math.Ceiling(((words / wordsPerMinute) + (code * minutesPerCode) + (quizzes * minutesPerQuiz)) / step) * step;
    }

    private static int Words(MarkdownDocument document) =>
        document.Descendants<LeafBlock>().Sum(block => (block.Inline is { } inlines ? PlainText.Of(inlines) : block.Lines.ToString())
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
}
