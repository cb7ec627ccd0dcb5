using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Components;
using AsyncWorkbook.Engine.Html.Highlighting;
using AsyncWorkbook.Engine.Html.Markup;
using AsyncWorkbook.Engine.Html.Prose;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Html.Outputs;

/// <summary>Renders recorded outputs.</summary>
/// <param name="prose">Renders Markdown.</param>
/// <param name="highlighter">Colours JSON.</param>
/// <param name="components">What the book shows in its own way.</param>
/// <param name="trustsAll">Whether scripts run of outputs, too, that were not made by running their cells here.</param>
internal sealed class OutputRenderer(ProseRenderer prose, CodeHighlighter highlighter, PageComponents components, bool trustsAll)
{
    private readonly BundleRenderer bundles = new(prose, highlighter, components);

    /// <summary>What the outputs so far ask of the page.</summary>
    public PageNeeds Needs => bundles.Needs;

    /// <summary>Renders an output of a cell. A shape that nbformat does not know shows nothing.</summary>
    public HtmlMarkup Render(JsonObject output, NotebookCell cell) => NbformatOutput.Read(output) switch
    {
        StreamOutput stream => Stream(stream),
        DisplayOutput display => bundles.Render(display.Data, display.Metadata, Trusts(cell)),
        ResultOutput result => bundles.Render(result.Data, result.Metadata, Trusts(cell)),
        ErrorOutput error => Error(error, isExpected: cell.HasTag(CellTags.RaisesException)),
        _ => HtmlMarkup.None,
    };

    /// <summary>Whether the book has a component for an output.</summary>
    public bool IsComponent(JsonObject output) => output["data"] is JsonObject data && data.Any(entry => components.Has(entry.Key));

    /// <summary>How tall an output is in one of two columns, about, in pixels; null if it needs the whole width, or its size is not known.</summary>
    public int? HeightOf(JsonObject output) => output["data"] is JsonObject data && data.FirstOrDefault(entry => components.Has(entry.Key)) is { Key: { } type, Value: var value }
        ? components.HeightOf(type, NotebookJson.WriteLine(value))
        : OutputSizes.Of(output);

    /// <summary>Renders a raw cell that is meant for pages; others are meant for other converters.</summary>
    public HtmlMarkup Raw(NotebookCell cell) => NotebookCell.Text(cell.Metadata["format"] ?? cell.Metadata["raw_mimetype"]) is ("text/html" or "text/markdown") and var type
        ? bundles.Render(new JsonObject { [type] = cell.Source }, [], trustsAll)
        : HtmlMarkup.None;

    private bool Trusts(NotebookCell cell) => trustsAll || cell.RanHere;

    private static HtmlMarkup Stream(StreamOutput stream)
    {
        // The line end after <pre> belongs to the markup: without it, one that the text starts with would be lost.
        var text = TerminalText.Render(stream.Text);
        return stream.Name == "stderr"
            ? $"<pre class=\"stream stderr scroll\" aria-label=\"Printed to standard error\" role=\"group\">\n{text}</pre>\n"
            : (HtmlMarkup)$"<pre class=\"stream scroll\">\n{text}</pre>\n";
    }

    private static HtmlMarkup Error(ErrorOutput error, bool isExpected)
    {
        var name = TerminalText.Plain(error.Name);
        var value = TerminalText.Plain(error.Value).Trim();
        var summary = value.Length == 0 ? name : $"{name}: {value}";
        var traceback = Traceback(error.Traceback, summary);
        var trace = traceback.ToString().Length > 0 ? (HtmlMarkup)$"<pre class=\"traceback scroll\">\n{traceback}</pre>" : HtmlMarkup.None;
        return $"<div class=\"{(isExpected ? "error expected" : "error")}\"><p class=\"what\">{summary}</p>{trace}</div>\n";
    }

    /// <summary>The traceback without the line that the summary above it repeats.</summary>
    private static HtmlMarkup Traceback(IEnumerable<string> recorded, string summary)
    {
        var text = string.Join('\n', recorded.Select(line => line.TrimEnd('\n'))).Trim('\n');
        var lines = TerminalText.Lines(text);
        if (lines.Count > 0 && lines[0].Text.Trim() == summary)
        {
            lines.RemoveAt(0);
        }
        else if (lines.Count > 0 && lines[^1].Text.Trim() == summary)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return TerminalText.Join(lines);
    }
}
