using System.Text;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Highlighting;
using AsyncWorkbook.Engine.Html.Prose;

namespace AsyncWorkbook.Engine.Html.Outputs;

/// <summary>Renders the richest of a bundle's mime types that a page can show.</summary>
internal sealed class MimeBundle(Links links)
{
    private const string plotly = "application/vnd.plotly.v1+json";

    private static readonly string[] images = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"];
    private static readonly string[] sides = ["width", "height"];

    /// <summary>JSON up to this many characters stays on one line.</summary>
    private const int shortJson = 72;

    /// <summary>What the bundles so far ask of the page.</summary>
    public PageNeeds Needs { get; } = new();

    /// <summary>Appends a bundle.</summary>
    /// <param name="html">The page so far.</param>
    /// <param name="data">Mime type to content, as nbformat stores it.</param>
    /// <param name="metadata">The output's metadata; may hold an image's size and description.</param>
    public void Append(StringBuilder html, JsonObject data, JsonObject metadata)
    {
        if (data[plotly] is JsonObject figure)
        {
            Needs.Charts = true;
            PlotlyChart.Append(html, figure, data["text/html"] is { } text ? NotebookCell.Text(text) : null);
        }
        else if (data["text/html"] is { } markup)
        {
            AppendHtml(html, NotebookCell.Text(markup));
        }
        else if (Image(data) is { } image)
        {
            AppendImage(html, image, data, metadata);
        }
        else if (data["text/markdown"] is { } markdown)
        {
            html.Append("<div class=\"rich prose\">\n");
            MarkdownCell.AppendOutput(html, NotebookCell.Text(markdown), links);
            html.Append("</div>\n");
        }
        else if (data.FirstOrDefault(entry => entry.Key == "application/json" || entry.Key.EndsWith("+json", StringComparison.Ordinal)) is { Key: not null } json)
        {
            AppendJson(html, json.Value);
        }
        else if ((data["text/plain"] ?? data["text/latex"] ?? data.FirstOrDefault(entry => entry.Key.StartsWith("text/", StringComparison.Ordinal)).Value) is { } plain)
        {
            html.Append("<pre class=\"value scroll\">\n");
            HtmlText.Append(html, TerminalText.Plain(NotebookCell.Text(plain)).TrimEnd('\n'));
            html.Append("</pre>\n");
        }
    }

    private void AppendHtml(StringBuilder html, string markup)
    {
        var body = Fragment.Parse(markup);
        foreach (var element in body.QuerySelectorAll("base, meta"))
        {
            element.Remove(); // they speak of the whole page, and could lead its reader elsewhere
        }

        Needs.Scripts |= body.QuerySelectorAll("*").Any(element =>
            element.LocalName == "script" || element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        html.Append("<div class=\"rich scroll\">").Append(Fragment.Write(body)).Append("</div>\n");
    }

    private static string? Image(JsonObject data) => images.FirstOrDefault(data.ContainsKey);

    private static void AppendImage(StringBuilder html, string type, JsonObject data, JsonObject metadata)
    {
        var content = NotebookCell.Text(data[type]);
        var base64 = type == "image/svg+xml" ? Convert.ToBase64String(Encoding.UTF8.GetBytes(content)) : content.ReplaceLineEndings("");
        var about = metadata[type] as JsonObject ?? metadata;
        var description = NotebookCell.Text(about["alt"]) is { Length: > 0 } alt ? alt : NotebookCell.Text(data["text/plain"]);
        html.Append("<p class=\"picture scroll\"><img src=\"data:").Append(type).Append(";base64,").Append(HtmlText.Encode(base64));
        html.Append("\" alt=\"").Append(HtmlText.Encode(description)).Append('"');
        foreach (var side in sides)
        {
            if (about[side] is JsonValue value && value.TryGetValue<double>(out var pixels) && double.IsFinite(pixels))
            {
                html.Append(System.Globalization.CultureInfo.InvariantCulture, $" {side}=\"{(int)pixels}\"");
            }
        }

        html.Append("></p>\n");
    }

    private static void AppendJson(StringBuilder html, JsonNode? value)
    {
        var line = NotebookJson.WriteLine(value);
        html.Append("<pre class=\"value scroll\" data-language=\"json\"><code>");
        CodeHighlighter.Append(html, line.Length <= shortJson ? line : Indented(value), "json");
        html.Append("</code></pre>\n");
    }

    private static string Indented(JsonNode? value) => NotebookJson.Write(value!).TrimEnd('\n').Replace("\n ", "\n  ", StringComparison.Ordinal);
}
