using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Syntax;

namespace AsyncWorkbook.Engine.Html.Prose;

/// <summary>Reads prose: CommonMark with tables, task lists, footnotes and alerts, formulas.</summary>
internal static class MarkdownCell
{
    /// <summary>How prose is read everywhere on the site.</summary>
    public static MarkdownPipeline Pipeline { get; } = Build();

    /// <summary>Reads Markdown.</summary>
    public static MarkdownDocument Parse(string markdown) => Markdown.Parse(markdown, Pipeline);

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePipeTables()
            .UseTaskLists()
            .UseFootnotes()
            .UseAlertBlocks()
            .UseAutoLinks()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough) // the others no host knows, and x^2 and y^2 have none
            .UseDefinitionLists()
            .UseMathematics();
        builder.BlockParsers.Insert(0, new EnvironmentParser());
        builder.InlineParsers.Insert(0, new FormulaParser());
        return builder.Build();
    }
}
