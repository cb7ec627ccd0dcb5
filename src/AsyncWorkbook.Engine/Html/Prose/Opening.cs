using AsyncWorkbook.Engine.Documents;
using Markdig.Syntax;

namespace AsyncWorkbook.Engine.Html.Prose;

/// <summary>How a chapter begins.</summary>
internal static class Opening
{
    /// <summary>The first first-level heading and the first paragraph after it, as plain text; null where there is none.</summary>
    public static (string? Title, string? Summary) Of(Notebook notebook)
    {
        string? title = null;
        foreach (var cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown))
        {
            foreach (var block in MarkdownCell.Parse(cell.Source))
            {
                switch (block)
                {
                    case HeadingBlock { Level: 1 } heading when title is null:
                        title = PlainText.Of(heading.Inline);
                        break;
                    case HeadingBlock when title is not null:
                        return (title, null); // the chapter goes straight to its first section
                    case ParagraphBlock paragraph when title is not null && PlainText.Of(paragraph.Inline) is { Length: > 0 } text:
                        return (title, text);
                }
            }
        }

        return (title, null);
    }
}
