using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Highlighting;
using AsyncWorkbook.Engine.Html.Markup;
using AsyncWorkbook.Engine.Html.Outputs;
using AsyncWorkbook.Engine.Html.Prose;

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
    public static string Export(Notebook notebook, PageContext context)
    {
        var highlighter = new CodeHighlighter(context.Kernels);
        var prose = new ProseRenderer(new Links(context.PageOf, context.ReadFile), highlighter);
        var outputs = new OutputRenderer(prose, highlighter, context.TrustsOutputs);
        var code = new CodeCell(notebook, context.Kernels, highlighter, outputs);
        var text = string.Join('\n', notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source));
        var headings = new Headings(place => text.Contains("#" + place, StringComparison.Ordinal));
        var content = new List<HtmlMarkup>();
        var position = 0;
        Quiz? quiz = null;
        foreach (var cell in notebook.Cells)
        {
            position++;
            var id = Anchors.OfCell(cell, position);
            if (Visibility.IsRemoved(cell))
            {
                continue;
            }

            switch (cell.Kind)
            {
                case CellKind.Markdown:
                    quiz = Quiz.Of(cell, notebook.Cells.ElementAtOrDefault(position));
                    var words = prose.Render(quiz?.Question ?? MarkdownCell.Parse(cell.Source), cell, headings);
                    content.Add($"<section class=\"prose\" id=\"{id}\">\n{(Visibility.IsFolded(cell) ? CodeCell.Folded("Show the text", words) : words)}</section>\n");
                    break;
                case CellKind.Code:
                    content.Add(code.Render(cell, id, quiz));
                    quiz = null;
                    break;
                case CellKind.Raw:
                default:
                    content.Add(outputs.Raw(cell));
                    break;
            }
        }

        if (!headings.HasTitle)
        {
            content.Insert(0, $"<header class=\"prose\"><h1>{context.Chapter.Title}</h1></header>\n");
        }

        if (outputs.Needs.LeftOut)
        {
            context.OnLeftOut();
        }

        return PageFrame.Chapter(context, headings, content, outputs.Needs).ToString();
    }
}
