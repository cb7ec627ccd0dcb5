using System.Text;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Components;
using AsyncWorkbook.Engine.Html.Highlighting;
using AsyncWorkbook.Engine.Html.Markup;
using AsyncWorkbook.Engine.Html.Prose;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Html.Outputs;

/// <summary>Renders the richest of a bundle's mime types that a page can show.</summary>
internal sealed class BundleRenderer(ProseRenderer prose, CodeHighlighter highlighter, PageComponents components)
{
    private static readonly string[] images = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"];
    private static readonly string[] sides = ["width", "height"];

    /// <summary>JSON up to this many characters stays on one line.</summary>
    private const int shortJson = 72;

    /// <summary>What the bundles so far ask of the page.</summary>
    public PageNeeds Needs { get; } = new();

    /// <summary>Renders a bundle.</summary>
    /// <param name="data">Mime type to content, as nbformat stores it.</param>
    /// <param name="metadata">The output's metadata; may hold an image's size and description.</param>
    /// <param name="isTrusted">Whether scripts in it are to run.</param>
    public HtmlMarkup Render(JsonObject data, JsonObject metadata, bool isTrusted)
    {
        if (components.Render(data.Where(entry => components.Has(entry.Key)).Select(entry => KeyValuePair.Create(entry.Key, NotebookJson.WriteLine(entry.Value)))) is var (name, drawn))
        {
            Needs.Components.Add(name);
            return drawn;
        }

        if (data[PlotlyChart.MimeType] is JsonObject figure)
        {
            Needs.Charts = true;
            return PlotlyChart.Render(figure, data["text/html"] is { } text ? OutputSanitizer.Clean(NotebookCell.Text(text)).Html : null);
        }

        if (data["text/html"] is { } markup)
        {
            return isTrusted ? Trusted(NotebookCell.Text(markup)) : Cleaned(NotebookCell.Text(markup));
        }

        if (images.FirstOrDefault(data.ContainsKey) is { } image)
        {
            return Image(image, data, metadata);
        }

        if (data["text/markdown"] is { } markdown)
        {
            return $"<div class=\"rich prose\">\n{prose.RenderOutput(NotebookCell.Text(markdown))}</div>\n";
        }

        if (data["text/latex"] is { } latex && Formula.OfLatex(NotebookCell.Text(latex)) is { } formula)
        {
            return $"<div class=\"formula scroll\">{formula}</div>\n";
        }

        if (data.ContainsKey("application/json"))
        {
            return Json(data["application/json"]);
        }

        // What a page does not know how to draw, such as a widget or a map, is better read as what its maker says of it.
        if (!data.ContainsKey("text/plain") && data.FirstOrDefault(entry => MimeBundles.IsJson(entry.Key)) is { Key: not null } json)
        {
            return Json(json.Value);
        }

        var plain = (data["text/plain"] ?? data["text/latex"] ?? data.FirstOrDefault(entry => entry.Key.StartsWith("text/", StringComparison.Ordinal)).Value) is { } words
            ? (HtmlMarkup)$"<pre class=\"value scroll\">\n{TerminalText.Plain(NotebookCell.Text(words)).TrimEnd('\n')}</pre>\n"
            : HtmlMarkup.None;
        HtmlMarkup[] parts = [plain, Paper(data), Script(data)];
        return parts.All(part => part.ToString().Length == 0) && data.FirstOrDefault().Key is { } type
            ? (HtmlMarkup)$"<p class=\"left-out\">Left out of this output: {type}, which a page cannot show.</p>\n"
            : $"{parts}";
    }

    /// <summary>A document is handed to whatever the reader opens such documents with.</summary>
    private static HtmlMarkup Paper(JsonObject data)
    {
        if (data["application/pdf"] is not { } pdf)
        {
            return HtmlMarkup.None;
        }

        var base64 = NotebookCell.Text(pdf).ReplaceLineEndings("");
        return $"<p class=\"picture\"><a download=\"output.pdf\" href=\"data:application/pdf;base64,{base64}\">Save the PDF, {Math.Max(1, base64.Length * 3 / 4 / 1000)} KB</a></p>\n";
    }

    /// <summary>A script that is an output is read, not run: it was meant for a page that is not here.</summary>
    private HtmlMarkup Script(JsonObject data) => (data["application/javascript"] ?? data["text/javascript"]) is { } script
        ? $"<details class=\"folded\"><summary>A script, which this page does not run</summary>\n<pre class=\"source scroll\" data-language=\"javascript\"><code>{highlighter.Render(NotebookCell.Text(script), "javascript")}</code></pre>\n</details>\n"
        : HtmlMarkup.None;

    private HtmlMarkup Trusted(string markup)
    {
        var body = Fragment.Parse(markup);
        foreach (var element in body.QuerySelectorAll("base, meta"))
        {
            element.Remove(); // they speak of the whole page, and could lead its reader elsewhere
        }

        RemoteMedia.MakeLinks(body);
        var html = Fragment.Write(body);
        if (!Fragment.IsClosed(html))
        {
            return Cleaned(markup);
        }

        Needs.Scripts |= body.QuerySelectorAll("*").Any(element =>
            element.LocalName == "script" || element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        return $"<div class=\"rich scroll\">{html}</div>\n";
    }

    private HtmlMarkup Cleaned(string markup)
    {
        var (html, leftOut) = OutputSanitizer.Clean(markup);
        Needs.LeftOut |= leftOut;
        var note = leftOut
            ? (HtmlMarkup)$"<p class=\"left-out\">Left out of this output: scripts and the like. It came with the notebook and was not made by running it here.</p>\n"
            : HtmlMarkup.None;
        return $"<div class=\"rich scroll\">{HtmlMarkup.Trusted(html)}</div>\n{note}";
    }

    private static HtmlMarkup Image(string type, JsonObject data, JsonObject metadata)
    {
        var content = NotebookCell.Text(data[type]);
        var base64 = type == "image/svg+xml" ? Convert.ToBase64String(Encoding.UTF8.GetBytes(content)) : content.ReplaceLineEndings("");
        var about = metadata[type] as JsonObject ?? metadata;
        var description = NotebookCell.Text(about["alt"]) is { Length: > 0 } alt ? alt : NotebookCell.Text(data["text/plain"]);
        var size = sides.Select(side => about[side] is JsonValue value && value.TryGetValue<double>(out var pixels) && double.IsFinite(pixels)
            ? (HtmlMarkup)$" {side}=\"{(int)pixels}\""
            : HtmlMarkup.None);
        return $"<p class=\"picture scroll\"><img src=\"data:{type};base64,{base64}\" alt=\"{description}\"{size}></p>\n";
    }

    private HtmlMarkup Json(JsonNode? value)
    {
        var line = NotebookJson.WriteLine(value);
        return $"<pre class=\"value scroll\" data-language=\"json\"><code>{highlighter.Render(line.Length <= shortJson ? line : Indented(value), "json")}</code></pre>\n";
    }

    private static string Indented(JsonNode? value) => NotebookJson.Write(value!).TrimEnd('\n').Replace("\n ", "\n  ", StringComparison.Ordinal);
}
