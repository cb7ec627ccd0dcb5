using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Highlighting;
using AsyncWorkbook.Engine.Html.Markup;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AsyncWorkbook.Engine.Html.Prose;

/// <summary>Renders prose.</summary>
/// <param name="links">Where links lead.</param>
/// <param name="highlighter">Colours code blocks.</param>
internal sealed class ProseRenderer(Links links, CodeHighlighter highlighter)
{
    /// <summary>Whether what was rendered so far has diagrams in Mermaid's notation.</summary>
    public bool HasDiagrams { get; private set; }

    /// <summary>Renders a Markdown cell.</summary>
    /// <param name="document">What of the cell's text is to be shown; is changed by it.</param>
    /// <param name="cell">The cell, whose attachments its images may show.</param>
    /// <param name="headings">The page's headings; gets this cell's.</param>
    public HtmlMarkup Render(MarkdownDocument document, NotebookCell cell, Headings headings) => RenderDocument(document, cell, headings);

    /// <summary>Renders Markdown that a cell has put out. Its headings are no sections of the page.</summary>
    public HtmlMarkup RenderOutput(string markdown) => RenderDocument(MarkdownCell.Parse(markdown), cell: null, headings: null);

    private HtmlMarkup RenderDocument(MarkdownDocument document, NotebookCell? cell, Headings? headings)
    {
        var needsCleaning = false;
        foreach (var node in document.Descendants().ToList())
        {
            switch (node)
            {
                case HeadingBlock block:
                    Place(block, headings);
                    break;
                case HtmlBlock or HtmlInline:
                case TableCell { Parent: TableRow { IsHeader: true } } header when !header.Descendants<LeafInline>().Any():
                    needsCleaning = true;
                    break;
                case FencedCodeBlock { Info: "mermaid" }:
                    HasDiagrams = true;
                    break;
                case FootnoteGroup group when headings is not null:
                    Number(group, headings);
                    break;
            }
        }

        using var writer = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        MarkdownCell.Pipeline.Setup(renderer);
        var formulas = new Formulas();
        ProseRenderers.Use(renderer, links, cell, highlighter, formulas);
        renderer.Render(document);
        return formulas.PutInto(needsCleaning ? ProseSanitizer.Clean(writer.ToString(), links, cell) : HtmlMarkup.Trusted(writer.ToString()));
    }

    private static void Place(HeadingBlock block, Headings? headings)
    {
        if (headings is null)
        {
            // Below every section that the output can stand in, and out of the page's outline.
            block.Level = 6;
            return;
        }

        var heading = headings.Add(block.Level, PlainText.Of(block.Inline));
        if (headings.Alias(heading) is { } alias && block.Inline is { } inlines)
        {
            HtmlMarkup place = $"<span id=\"{alias}\"></span>";
            var span = new HtmlInline(place.ToString());
            if (inlines.FirstChild is { } first)
            {
                first.InsertBefore(span);
            }
        }

        block.Level = heading.Level;
        block.GetAttributes().Id = heading.Id;
    }

    /// <summary>Footnotes are numbered through the page: each cell's own 1 would give an id twice.</summary>
    private static void Number(FootnoteGroup group, Headings page)
    {
        foreach (var footnote in group.OfType<Footnote>())
        {
            footnote.Order = ++page.Footnotes;
            foreach (var link in footnote.Links)
            {
                link.Index = ++page.FootnoteLinks;
            }
        }
    }
}
