using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Markup;
using Markdig.Syntax;

namespace AsyncWorkbook.Engine.Html;

/// <summary>What a part of a page may stand beside.</summary>
internal enum PartKind
{
    /// <summary>Needs the whole width.</summary>
    Whole,

    /// <summary>The text with which the page begins.</summary>
    Opening,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Text that begins with a heading, and with it something new.</summary>
    Section,

    /// <summary>A line or two, such as parameters.</summary>
    Note,

    /// <summary>Code and what it printed.</summary>
    Cell,

    /// <summary>Code with a question, whose choices stand under the text; what is said afterwards may be the answer.</summary>
    Quiz,

    /// <summary>Likewise in several languages, which a large screen shows beside each other.</summary>
    CellUnlessWide,
}

/// <summary>A part of a page, from one margin to the other.</summary>
/// <param name="Markup">The part.</param>
/// <param name="Kind">What it may stand beside.</param>
/// <param name="Height">How tall it is beside another, about, in pixels; 0 if it stands beside none.</param>
internal sealed record PagePart(HtmlMarkup Markup, PartKind Kind, int Height = 0)
{
    /// <summary>Nothing.</summary>
    public static PagePart None { get; } = new(HtmlMarkup.None, PartKind.Whole);

    /// <summary>A Markdown cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="document">What of it is shown.</param>
    /// <param name="markup">The same, rendered.</param>
    public static PagePart OfText(NotebookCell cell, MarkdownDocument document, HtmlMarkup markup) => document.FirstOrDefault() switch
    {
        _ when Visibility.IsFolded(cell) => new(markup, PartKind.Whole),
        null => new(markup, PartKind.Whole),
        HeadingBlock { Level: 1 } => new(markup, PartKind.Opening),
        var first => PartSizes.OfText(document) is { } height ? new(markup, first is HeadingBlock ? PartKind.Section : PartKind.Text, height) : new(markup, PartKind.Whole),
    };
}
