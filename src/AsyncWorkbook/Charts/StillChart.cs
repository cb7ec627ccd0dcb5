using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;

namespace AsyncWorkbook;

/// <summary>
/// A chart as a still picture, for hosts that run no script and know no Plotly: lines, dots and bars, upright or flat, side by
/// side or one upon the other, on axes of numbers or categories.
/// </summary>
internal sealed class StillChart
{
    private const double width = 900, right = 20; // pixels, as all lengths here
    private const double character = 6.6; // wide, as far as one can tell without drawing it
    private const double legendTop = 32, legendRow = 18;
    private const double barShare = 0.8; // of a category
    private const double usualHeight = 420; // where the chart does not say

    private static readonly string[] kinds = ["scatter", "scattergl", "bar"];

    private readonly StringBuilder svg = new();
    private readonly JToken layout;
    private readonly List<StillSeries> series;
    private readonly List<StillBar> bars;
    private readonly bool areFlat;

    private StillChart(JToken layout, List<StillSeries> series)
    {
        this.layout = layout;
        this.series = series;
        areFlat = series.Exists(one => one.IsFlat);
        bars = [.. Bars()];
    }

    /// <summary>Draws a chart.</summary>
    /// <param name="plotly">The chart as Plotly's <c>{data, layout}</c>.</param>
    /// <param name="caption">What it shows.</param>
    /// <returns>An SVG that takes its text colour from the page around it; empty for kinds of charts that are not drawn.</returns>
    public static string Of(JObject plotly, string caption)
    {
        List<StillSeries> series = [.. plotly["data"]!.Select((trace, i) => new StillSeries(trace, i))];
        return series.TrueForAll(one => kinds.Contains(one.Kind)) && series.Exists(one => one.Points.Count > 0)
            ? new StillChart(plotly["layout"]!, series).Draw(caption)
            : "";
    }

    private string Draw(string caption)
    {
        var legend = Legend();
        var top = legendTop + (legend.Count > 0 ? legend[^1].Row + legendRow : 0);
        var height = (double?)layout["height"] ?? usualHeight;
        var lines = series.Where(one => one.Kind != "bar").SelectMany(one => one.Points).ToList();
        var places = bars.Select(bar => bar.Place).ToList();
        var lengths = bars.SelectMany(bar => new JToken[] { bar.Start, bar.End }).ToList();
        List<JToken> across = [.. areFlat ? lengths : places, .. lines.Select(point => point.X)];
        List<JToken> up = [.. areFlat ? places : lengths, .. lines.Select(point => point.Y)];
        var left = 40 + (character * Longest(up)) + (layout.SelectToken("yaxis.title.text") is null ? 0 : 20);
        var isTilted = character * Words(across).Sum(word => word.Length + 1) > width - left - right;
        var bottom = height - 50 - (isTilted ? 0.6 * character * Longest(across) : 0);
        var x = new StillAxis(layout["xaxis"], across, left, width - right, bars.Count > 0 && !areFlat);
        var y = new StillAxis(layout["yaxis"], up, bottom, top, areFlat);

        var title = (string?)layout.SelectToken("title.text") ?? "";
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height:0.##}\" role=\"img\" style=\"width:100%;max-width:{width}px\" ");
        Add($"font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\"><title>{Table.Escape($"{title}. {caption}".Trim('.', ' '))}</title>");
        Text(left, 12, "start", title);
        foreach (var (one, at, row) in legend)
        {
            Add($"<rect x=\"{left + at:0.##}\" y=\"{legendTop + row - 6:0.##}\" width=\"10\" height=\"10\" fill=\"{Table.Escape(one.Colour)}\"/>");
            Text(left + at + 15, legendTop + row, "start", one.Name);
        }

        foreach (var (at, text) in x.Marks())
        {
            Line(at, top, at, bottom);
            Text(at, bottom + 14, isTilted ? "end" : "middle", text, isTilted ? -40 : 0);
        }

        foreach (var (at, text) in y.Marks())
        {
            Line(left, at, width - right, at);
            Text(left - 8, at, "end", text);
        }

        Text((left + width - right) / 2, height - 12, "middle", x.Title);
        Text(14, (top + bottom) / 2, "middle", y.Title, -90);
        DrawBars(x, y);
        foreach (var one in series.Where(one => one.Kind != "bar"))
        {
            DrawPoints(one, x, y);
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>The series of the legend, with their places in pixels from its corner; none where one series says it all.</summary>
    private List<(StillSeries Series, double At, double Row)> Legend()
    {
        var named = series.Where(one => one.IsInLegend).DistinctBy(one => one.Name).ToList();
        var places = new List<(StillSeries Series, double At, double Row)>();
        if (named.Count < 2 || (bool?)layout["showlegend"] == false)
        {
            return places;
        }

        var (at, row) = (0.0, 0.0);
        foreach (var one in named)
        {
            var wide = 35 + (one.Name.Length * character);
            if (at > 0 && at + wide > width * 0.85)
            {
                (at, row) = (0, row + legendRow);
            }

            places.Add((one, at, row));
            at += wide;
        }

        return places;
    }

    private IEnumerable<StillBar> Bars()
    {
        var areStacked = (string?)layout["barmode"] is "stack" or "relative";
        var ends = new Dictionary<string, double>();
        foreach (var one in series.Where(one => one.Kind == "bar"))
        {
            foreach (var (x, y, i) in one.Points)
            {
                var (place, length) = areFlat ? (y, x) : (x, y);
                var start = areStacked ? ends.GetValueOrDefault($"{place}") : one.BaseOf(i);
                var end = ends[$"{place}"] = start + (StillAxis.Number(length) ?? 0);
                yield return new StillBar(place, areStacked ? "" : one.Group, start, end, one.ColourOf(i));
            }
        }
    }

    /// <summary>Bars of several groups share a category where they would cover each other.</summary>
    private void DrawBars(StillAxis x, StillAxis y)
    {
        var (places, lengths) = areFlat ? (y, x) : (x, y);
        var groups = bars.Select(bar => bar.Group).Distinct().ToList();
        var meet = bars.GroupBy(bar => $"{bar.Place}").Any(same => same.DistinctBy(bar => bar.Group).Skip(1).Any());
        var slots = meet ? groups.Count : 1;
        var thickness = Math.Abs(places.Band) * barShare / slots;
        foreach (var bar in bars)
        {
            var side = places.At(bar.Place) + (((meet ? groups.IndexOf(bar.Group) : 0) - (slots / 2.0)) * thickness);
            var (start, end) = (lengths.At(bar.Start), lengths.At(bar.End));
            var (low, length) = (Math.Min(start, end), Math.Abs(end - start));
            var (left, top, across, up) = areFlat ? (low, side, length, thickness) : (side, low, thickness, length);
            Add($"<rect x=\"{left:0.##}\" y=\"{top:0.##}\" width=\"{across:0.##}\" height=\"{up:0.##}\" fill=\"{Table.Escape(bar.Colour)}\"/>");
        }
    }

    private void DrawPoints(StillSeries one, StillAxis x, StillAxis y)
    {
        var points = one.Points.Select(point => (X: x.At(point.X), Y: y.At(point.Y), point.Index)).ToList();
        if (one.HasLine)
        {
            var path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.##},{point.Y:0.##}")));
            Add($"<polyline points=\"{path}\" fill=\"none\" stroke=\"{Table.Escape(one.Colour)}\" stroke-width=\"2\" stroke-dasharray=\"{one.Dashes}\"/>");
        }

        // Lines of no length with round ends: a page has hundreds of dots, and an element for each is five times as long.
        foreach (var dots in points.Where(_ => one.HasMarkers).GroupBy(point => one.ColourOf(point.Index)))
        {
            var path = string.Concat(dots.Select(dot => string.Create(CultureInfo.InvariantCulture, $"M{dot.X:0.##} {dot.Y:0.##}h0")));
            Add($"<path d=\"{path}\" fill=\"none\" stroke=\"{Table.Escape(dots.Key)}\" stroke-width=\"7\" stroke-linecap=\"round\"/>");
        }
    }

    private void Line(double x, double y, double toX, double toY) => Add(
        $"<path d=\"M{x:0.##} {y:0.##}L{toX:0.##} {toY:0.##}\" stroke=\"currentColor\" stroke-opacity=\"0.15\"/>");

    private void Text(double x, double y, string anchor, string text, double turned = 0)
    {
        if (text.Length > 0)
        {
            var turn = turned == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" transform=\"rotate({turned} {x:0.##} {y:0.##})\"");
            Add($"<text x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor}\" dominant-baseline=\"middle\"{turn}>{Table.Escape(text)}</text>");
        }
    }

    private void Add(FormattableString part) => svg.Append(part.ToString(CultureInfo.InvariantCulture));

    private static double Longest(IEnumerable<JToken> values) =>
        Math.Min(Words(values).Select(word => word.Length).DefaultIfEmpty(3).Max(), 40); // numbers are short as the axis writes them

    private static IEnumerable<string> Words(IEnumerable<JToken> values) =>
        values.Where(value => StillAxis.Number(value) is null).Select(value => $"{value}").Distinct();

    private sealed record StillBar(JToken Place, string Group, double Start, double End, string Colour);
}
