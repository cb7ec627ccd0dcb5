using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Markup;
using AsyncWorkbook.Engine.Html.Prose;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AsyncWorkbook.Engine.Html;

/// <summary>The places of a notebook's page that a link can lead to.</summary>
internal static class Anchors
{
    /// <summary>The ids of the headings and cells of the page, Jupyter's own names of headings, and names that HTML gives.</summary>
    public static IReadOnlySet<string> Of(Notebook notebook)
    {
        var headings = new Headings();
        var named = new List<string>();
        foreach (var cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown && !Visibility.IsRemoved(cell)))
        {
            foreach (var node in MarkdownCell.Parse(cell.Source).Descendants())
            {
                switch (node)
                {
                    case HeadingBlock heading:
                        headings.Add(heading.Level, PlainText.Of(heading.Inline));
                        break;
                    case HtmlBlock block:
                        named.AddRange(NamesIn(block.Lines.ToString()));
                        break;
                    case HtmlInline inline:
                        named.AddRange(NamesIn(inline.Tag));
                        break;
                }
            }
        }

        return headings.All.SelectMany(heading => new[] { heading.Id, Headings.JupyterName(heading) })
            .Concat(named)
            .Concat(notebook.Cells.Select((cell, index) => OfCell(cell, index + 1)))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>A text in which every link of the notebook's prose stands, whatever is escaped in it.</summary>
    public static string LinksIn(Notebook notebook) => Uri.UnescapeDataString(
        string.Join('\n', notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source)));

    private static IEnumerable<string> NamesIn(string html) =>
        Fragment.Parse(html).QuerySelectorAll("[id], a[name]").Select(element => element.GetAttribute("id") is { Length: > 0 } id ? id : element.GetAttribute("name") ?? "");

    /// <summary>The id of a cell's part of the page.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="position">Its place in the notebook, from 1, for notebooks without ids.</param>
    public static string OfCell(NotebookCell cell, int position)
    {
        var anchor = new System.Text.StringBuilder("cell-");
        foreach (var character in cell.Id ?? $"{position}")
        {
            // Ids of cells may hold anything in files that other tools wrote.
            anchor.Append(char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '-');
        }

        return anchor.ToString();
    }
}
