using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Markup;

namespace AsyncWorkbook.Engine.Html.Outputs;

/// <summary>
/// Renders a Plotly figure: a place of the chart's height, the figure as JSON for the page's script to draw, and what the bundle's
/// HTML says of it: a caption, the same values as a table, and perhaps a still picture in <c>.aw-plot</c>, which becomes the place.
/// </summary>
internal static partial class PlotlyChart
{
    /// <summary>The type of a figure.</summary>
    public const string MimeType = "application/vnd.plotly.v1+json";

    private const int defaultHeight = 380;

    /// <summary>Renders a chart.</summary>
    /// <param name="figure">The figure: <c>data</c>, <c>layout</c> and perhaps <c>config</c>.</param>
    /// <param name="fallback">The bundle's HTML, or null.</param>
    public static HtmlMarkup Render(JsonObject figure, string? fallback)
    {
        // HTML with scripts is Plotly's own way of drawing the same chart, with a library from the network.
        var body = Fragment.Parse(fallback is null || fallback.Contains("<script", StringComparison.OrdinalIgnoreCase) ? "" : fallback);
        var own = body.QuerySelector("figure");
        if (own is null)
        {
            own = body.Owner!.CreateElement("figure");
            own.Append([.. body.ChildNodes]);
            body.Append(own);
        }

        own.ClassList.Add("chart");
        var place = own.QuerySelector(".aw-plot") ?? own.Owner!.CreateElement("div");
        if (place.Parent is null)
        {
            own.Prepend(place);
        }

        Prepare(place, figure);
        Fold(own);
        return $"{Fragment.Write(body)}\n";
    }

    /// <summary>How tall a figure is drawn, in pixels.</summary>
    public static int HeightOf(JsonObject figure) =>
        (figure["layout"] as JsonObject)?["height"] is JsonValue value && value.TryGetValue<double>(out var pixels) && pixels is > 0 and < 10_000
            ? (int)pixels
            : defaultHeight;

    /// <summary>The place keeps its still picture, for readers without scripts, until the chart is drawn.</summary>
    private static void Prepare(IElement place, JsonObject figure)
    {
        var title = Title((figure["layout"] as JsonObject)?["title"]);
        place.ClassList.Add("plot");
        place.SetAttribute("role", "img");
        place.SetAttribute("aria-label", title is null ? "Chart" : $"Chart: {title}");
        place.SetAttribute("style", string.Create(CultureInfo.InvariantCulture, $"--height:{HeightOf(figure)}px"));

        var json = place.Owner!.CreateElement("script");
        json.SetAttribute("type", "application/json");
        json.TextContent = Json(figure);
        place.After(json);
    }

    /// <summary>The table of a chart's values is there to unfold, and scrolls inside itself.</summary>
    private static void Fold(IElement figure)
    {
        foreach (var details in figure.QuerySelectorAll("details"))
        {
            details.RemoveAttribute("open");
        }

        foreach (var table in figure.QuerySelectorAll("table"))
        {
            var box = table.Owner!.CreateElement("div");
            box.ClassName = "table scroll";
            table.Replace(box);
            box.Append(table);
        }
    }

    private static string? Title(JsonNode? title) => NotebookCell.Text(title is JsonObject named ? named["text"] : title) is { Length: > 0 } text
        ? text.Replace("<br>", " ", StringComparison.OrdinalIgnoreCase)
        : null;

    /// <summary>JSON that no HTML parser can mistake for the end of its script.</summary>
    private static string Json(JsonObject figure)
    {
        var layout = figure["layout"]?.DeepClone();
        (layout as JsonObject)?.Remove("images"); // backgrounds, mostly from the network
        var json = new JsonObject { ["data"] = figure["data"]?.DeepClone(), ["layout"] = layout };
        RemoveStyles(json);
        return NotebookJson.WriteLine(json).Replace("<", "\\u003c", StringComparison.Ordinal);
    }

    /// <summary>Plotly's texts may be styled, and a style can ask for a picture from the network: such are taken out.</summary>
    private static void RemoveStyles(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, member) in members.ToList())
                {
                    RemoveStyles(member);
                }

                break;
            case JsonArray items:
                foreach (var item in items.ToList())
                {
                    RemoveStyles(item);
                }

                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && text.Contains("style", StringComparison.OrdinalIgnoreCase) && text.Contains('<', StringComparison.Ordinal):
                value.ReplaceWith(JsonValue.Create(StyleThatReachesOut().Replace(text, "")));
                break;
        }
    }

    /// <summary>A style with more in it than names, numbers and colours.</summary>
    [GeneratedRegex("""\sstyle\s*=\s*(?!(?<quote>["']?)(?:[\w\s#.,%:;-]|rgba?\([\d\s.,%]*\))*\k<quote>(?:[\s/>]|$))(?:"[^"]*"?|'[^']*'?|[^\s>]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex StyleThatReachesOut();
}
