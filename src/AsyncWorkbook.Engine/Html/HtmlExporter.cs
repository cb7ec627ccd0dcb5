using System.Globalization;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Highlighting;
using AsyncWorkbook.Engine.Html.Live;
using AsyncWorkbook.Engine.Html.Markup;
using AsyncWorkbook.Engine.Html.Outputs;
using AsyncWorkbook.Engine.Html.Prose;
using AsyncWorkbook.Engine.Html.Searching;
using Markdig.Syntax;

namespace AsyncWorkbook.Engine.Html;

/// <summary>
/// Renders a notebook with its recorded outputs as a page. Pure: the same notebook and context give the same text, and
/// nothing is run, read or fetched besides what <see cref="PageContext.ReadFile"/> gives.
/// </summary>
public static class HtmlExporter
{
    /// <summary>Renders a notebook.</summary>
    /// <returns>
    /// A whole HTML page. It needs the files of <see cref="PageAssets"/> in a folder <c>assets</c> beside it, and nothing else.
    /// </returns>
    public static string Export(Notebook notebook, PageContext context) => Render(notebook, context).Html;

    /// <summary>Renders a notebook, and says what can be found in it.</summary>
    internal static (string Html, IReadOnlyList<SearchSection> Sections, PageNeeds Needs) Render(Notebook notebook, PageContext context)
    {
        var highlighter = new CodeHighlighter(context.Kernels);
        var prose = new ProseRenderer(new Links(context.PageOf, context.ReadFile), highlighter);
        var outputs = new OutputRenderer(prose, highlighter, context.Components, context.TrustsOutputs);
        var code = new CodeCell(notebook, context.Kernels, highlighter, outputs);
        var text = Anchors.LinksIn(notebook);
        var headings = new Headings(place => text.Contains("#" + place, StringComparison.Ordinal) || context.IsLinked(place));
        var search = new SearchSections(context.Chapter.PageFile, context.Chapter.NumberedTitle, context.Chapter.Title);
        var parts = new List<PagePart>();
        Quiz? quiz = null;
        LineMarks? marks = null; // explained by the text behind the group that is being rendered, or that was just rendered
        HtmlMarkup Why(string language) => marks is null ? HtmlMarkup.None
            : $"{marks.Why(language).Select<MarkdownDocument, HtmlMarkup>(note => $"<div class=\"why\">{prose.Render(note, marks.Cell, headings)}</div>\n")}";
        HtmlMarkup Legend()
        {
            if (marks is null)
            {
                return HtmlMarkup.None;
            }

            search.AddProse(marks.Legend);
            return $"<div class=\"marks\">{prose.Render(marks.Legend, marks.Cell, headings)}</div>\n";
        }

        var explained = -1; // the cell that was shown with the answer that it explains
        HtmlMarkup Explanation(int position)
        {
            if (notebook.Cells.ElementAtOrDefault(position) is not { Kind: CellKind.Markdown } cell || !cell.HasTag(Quiz.AnswerTag))
            {
                return HtmlMarkup.None;
            }

            var words = Cell(position).Markup;
            explained = position;
            return words;
        }

        PagePart Cell(int position)
        {
            var cell = notebook.Cells[position];
            if (position == explained)
            {
                return PagePart.None;
            }

            var id = Anchors.OfCell(cell, position + 1);
            if (Visibility.IsRemoved(cell))
            {
                return PagePart.None;
            }

            switch (cell.Kind)
            {
                case CellKind.Markdown:
                    quiz = Quiz.Of(cell, notebook.Cells.ElementAtOrDefault(position + 1));
                    var document = quiz?.Question ?? marks?.Rest ?? MarkdownCell.Parse(cell.Source);
                    marks = null;
                    var words = prose.Render(document, cell, headings);
                    search.AddProse(document);
                    return PagePart.OfText(cell, document, $"<section class=\"prose\" id=\"{id}\">\n{(Visibility.IsFolded(cell) ? CodeCell.Folded("Show the text", words) : words)}</section>\n");
                case CellKind.Code:
                    var answers = quiz;
                    quiz = null;
                    search.AddCode(cell.Source);
                    return code.Part(cell, code.Render(cell, id, answers, Why, answers is null ? HtmlMarkup.None : Explanation(position + 1)), answers is not null);
                case CellKind.Raw:
                default:
                    return new(outputs.Raw(cell), PartKind.Whole);
            }
        }

        foreach (var group in CellGroups.Of(notebook, context.Kernels))
        {
            if (group.Kind != CellGroupKind.Single || notebook.Cells[group.Start].Kind != CellKind.Markdown)
            {
                marks = group.Kind == CellGroupKind.SideBySide ? LineMarks.Of(notebook.Cells.ElementAtOrDefault(group.Start + group.Count)) : null;
            }

            var cells = Enumerable.Range(group.Start, group.Count).Select(Cell).ToList();
            parts.Add(group.Kind switch
            {
                CellGroupKind.SetUp => code.SetUp([.. notebook.Cells.Skip(group.Start).Take(group.Count)], cells),
                CellGroupKind.SideBySide => code.SideBySide([.. notebook.Cells.Skip(group.Start).Take(group.Count)], Legend(), cells),
                CellGroupKind.Single or _ => cells[0],
            });
        }

        if (!headings.HasTitle)
        {
            parts.Insert(0, new($"<header class=\"prose\"><h1>{context.Chapter.Title}</h1></header>\n", PartKind.Whole));
        }

        var content = Spreads.Of([.. parts.Where(part => part.Markup.ToString().Length > 0)]);

        outputs.Needs.Diagrams = prose.HasDiagrams;
        if (outputs.Needs.LeftOut)
        {
            context.OnLeftOut();
        }

        return (PageFrame.Chapter(context, headings, content, outputs.Needs, LiveData(notebook, context)).ToString(), search.All, outputs.Needs);
    }

    private static string? LiveData(Notebook notebook, PageContext context) => context.Live?.Data(
        [.. notebook.Cells.Index().Where(each => each.Item.Kind == CellKind.Code).Select(each => new LiveCell(
            Anchors.OfCell(each.Item, each.Index + 1),
            string.Create(CultureInfo.InvariantCulture, $"cell {each.Index}"), // as a run calls it
            CellKernel.Of(notebook, each.Item, context.Kernels),
            each.Item.Tags,
            each.Item.Source,
            !Visibility.IsRemoved(each.Item) && !Visibility.IsInputRemoved(each.Item)))],
        notebook.Cells.SelectMany(cell => cell.Shared));
}
