using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Prose;
using Markdig.Syntax;

namespace AsyncWorkbook.Engine.Html;

/// <summary>The places of a notebook's page that a link can lead to.</summary>
internal static class Anchors
{
    /// <summary>The ids of the headings and cells of the page.</summary>
    public static IReadOnlySet<string> Of(Notebook notebook)
    {
        var headings = new Headings();
        foreach (var cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown))
        {
            foreach (var heading in MarkdownCell.Parse(cell.Source).Descendants<HeadingBlock>())
            {
                headings.Add(heading.Level, PlainText.Of(heading.Inline));
            }
        }

        return headings.All.Select(heading => heading.Id)
            .Concat(notebook.Cells.Select((cell, index) => OfCell(cell, index + 1)))
            .ToHashSet(StringComparer.Ordinal);
    }

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
