using Markdig;
using Markdig.Syntax;

namespace AsyncWorkbook.Engine.Html.Prose;

/// <summary>Reads prose: CommonMark with tables, task lists, footnotes and alerts, formulas.</summary>
internal static class MarkdownCell
{
    /// <summary>How prose is read everywhere on the site.</summary>
    public static MarkdownPipeline Pipeline { get; } = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseTaskLists()
        .UseFootnotes()
        .UseAlertBlocks()
        .UseAutoLinks()
        .UseEmphasisExtras()
        .UseDefinitionLists()
        .UseMathematics()
        .Build();

    /// <summary>Reads Markdown.</summary>
    public static MarkdownDocument Parse(string markdown) => Markdown.Parse(markdown, Pipeline);
}
