using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Html.Outputs;

/// <summary>
/// Renders a Plotly figure: an empty place of the chart's height, the figure as JSON for the page's script to draw, and what the
/// bundle's HTML says of it, a caption and the same values as a table.
/// </summary>
internal static class PlotlyChart
{
    private const int DefaultHeight = 380;

    /// <summary>Appends a chart.</summary>
    /// <param name="html">The page so far.</param>
    /// <param name="figure">The figure: <c>data</c>, <c>layout</c> and perhaps <c>config</c>.</param>
    /// <param name="fallback">The bundle's HTML, or null.</param>
    public static void Append(StringBuilder html, JsonObject figure, string? fallback)
    {
        var place = Place(figure);

        // HTML with scripts is Plotly's own way of drawing the same chart, with a library from the network.
        if (fallback is null || fallback.Contains("<script", StringComparison.OrdinalIgnoreCase))
        {
            html.Append("<figure class=\"chart\">").Append(place).Append("</figure>\n");
            return;
        }

        var body = Fragment.Parse(fallback);
        var own = body.QuerySelector("figure");
        if (own is null)
        {
            html.Append("<figure class=\"chart\">").Append(place).Append(Fragment.Write(body)).Append("</figure>\n");
            return;
        }

        own.ClassList.Add("chart");
        own.Insert(AdjacentPosition.AfterBegin, place);
        html.Append(Fragment.Write(body)).Append('\n');
    }

    private static string Place(JsonObject figure)
    {
        var height = figure["layout"]?["height"] is JsonValue value && value.TryGetValue<double>(out var pixels) && pixels is > 0 and < 10_000
            ? (int)pixels
            : DefaultHeight;
        var title = Title(figure["layout"]?["title"]);
        var name = title is null ? "Chart" : $"Chart: {title}";
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"""
            <div class="plot" role="img" aria-label="{HtmlText.Encode(name)}" style="height:{height}px"><p>The chart is drawn by a script.</p></div><script type="application/json" class="figure">{Json(figure)}</script>
            """);
    }

    private static string? Title(JsonNode? title) => NotebookCell.Text(title is JsonObject named ? named["text"] : title) is { Length: > 0 } text
        ? text.Replace("<br>", " ", StringComparison.OrdinalIgnoreCase)
        : null;

    /// <summary>JSON that no HTML parser can mistake for the end of its script.</summary>
    private static string Json(JsonObject figure) => NotebookJson.WriteLine(new JsonObject
    {
        ["data"] = figure["data"]?.DeepClone(),
        ["layout"] = figure["layout"]?.DeepClone(),
    }).Replace("<", "\\u003c", StringComparison.Ordinal);
}
