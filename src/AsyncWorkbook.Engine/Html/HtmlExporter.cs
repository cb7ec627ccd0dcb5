using System.Text;
using AsyncWorkbook.Engine.Documents;
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
        var links = new Links(context);
        var headings = new Headings();
        var code = new CodeCell(new Outputs.OutputRenderer(links), notebook);
        var main = new StringBuilder();
        var position = 0;
        Quiz? quiz = null;
        foreach (var cell in notebook.Cells)
        {
            position++;
            var id = Anchors.OfCell(cell, position);
            switch (cell.Kind)
            {
                case CellKind.Markdown:
                    main.Append("<section class=\"prose\" id=\"").Append(id).Append("\">\n");
                    quiz = Quiz.Of(cell, notebook.Cells.ElementAtOrDefault(position));
                    MarkdownCell.Append(main, quiz?.Question ?? MarkdownCell.Parse(cell.Source), cell, links, headings);
                    main.Append("</section>\n");
                    break;
                case CellKind.Code:
                    code.Append(main, cell, id, quiz);
                    quiz = null;
                    break;
                case CellKind.Raw:
                default:
                    break; // nbformat's raw cells are meant for other converters
            }
        }

        if (!headings.HasTitle)
        {
            main.Insert(0, $"<header class=\"prose\"><h1>{HtmlText.Encode(context.Chapter.Title)}</h1></header>\n");
        }

        return PageFrame.Chapter(context, headings, main, code.Needs);
    }
}
