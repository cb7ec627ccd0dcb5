using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using XPlot.Plotly;

namespace AsyncWorkbook;

/// <summary>
/// A chart with a caption, and a table of the same figures for those who cannot see it. Hosts that know Plotly draw the
/// chart; the HTML stands for itself, without script or network.
/// </summary>
public class Figure
{
    private readonly JObject plotly;
    private readonly Table table;
    private readonly string picture;

    /// <summary>Gives a chart its caption.</summary>
    /// <param name="chart">Any XPlot chart.</param>
    /// <param name="caption">What the chart shows, in a sentence or two.</param>
    public Figure(PlotlyChart chart, string caption)
        : this(chart, caption, table: null)
    {
    }

    internal Figure(PlotlyChart chart, string caption, Table? table)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(caption);
        Caption = caption;
        plotly = PlotlyJson.Of(chart);
        picture = StillChart.Of(plotly, caption);
        this.table = table ?? TableOf((JArray)plotly["data"]!, AxisTitle("x"), AxisTitle("y"));
    }

    /// <summary>What the chart shows.</summary>
    public string Caption { get; }

    /// <summary>The chart's title; empty if it has none.</summary>
    public string Title => (string?)plotly.SelectToken("layout.title.text") ?? "";

    private string AxisTitle(string axis) => (string?)plotly.SelectToken($"layout.{axis}axis.title.text") ?? axis;

    /// <summary>The chart as curves; null if it is another kind of chart.</summary>
    internal string? ToCurvesJson() => CurvesJson.Of(plotly, Caption);

    /// <summary>The chart as Plotly's JSON, <c>{data, layout}</c>.</summary>
    public string ToPlotlyJson() => plotly.ToString(Formatting.None);

    /// <summary>
    /// A <c>figure</c>: in <c>div.aw-plot</c> a still picture (of lines, dots and bars), which a page may replace by the drawn
    /// chart; the caption; the table, folded.
    /// </summary>
    public string ToHtml() =>
        $"<figure class=\"aw-figure\"><div class=\"aw-plot\">{picture}</div>" +
        $"<figcaption>{Table.Escape(Caption)}</figcaption>" +
        $"<details><summary>The same as a table</summary>{table.ToHtml()}</details></figure>";

    /// <summary>Title, caption and table.</summary>
    public string ToText() => string.Join('\n', new[] { Title, Caption, table.ToText() }.Where(part => part.Length > 0));

    // How a reader would write the chart down: a row for each x and a column for each series, unless they share so few x that
    // most of that would be empty. Then what follows each other at one y is a row.
    private static Table TableOf(JArray traces, string across, string up)
    {
        var series = traces.OfType<JObject>().Select((trace, i) => (
            Name: (string?)trace["name"] ?? $"series {i + 1}",
            Points: Values(trace["x"]).Zip(Values(trace["y"]), (x, y) => (X: x, Y: y)).ToList())).ToList();
        var places = series.SelectMany(one => one.Points).Select(point => point.X).Distinct().ToList();
        var full = series.Sum(one => one.Points.Select(point => point.X).Distinct().Count());
        if (2 * full >= places.Count * series.Count)
        {
            return new Table([across, .. series.Select(one => one.Name)], [.. places.Select(x =>
                (IReadOnlyList<string>)[x, .. series.Select(one => string.Join(", ", one.Points.Where(point => point.X == x).Select(point => point.Y)))])]);
        }

        var rows = series.SelectMany(one => Runs(one.Points).Select(run => (one.Name, run.Y, X: string.Join(", ", run.X)))).ToList();
        return rows.TrueForAll(row => row.Name == row.Y)
            ? new Table(["series", across], [.. rows.Select(row => (IReadOnlyList<string>)[row.Name, row.X])])
            : new Table(["series", up, across], [.. rows.Select(row => (IReadOnlyList<string>)[row.Name, row.Y, row.X])]);
    }

    private static IEnumerable<(string Y, List<string> X)> Runs(IEnumerable<(string X, string Y)> points)
    {
        List<(string Y, List<string> X)> runs = [];
        foreach (var (x, y) in points)
        {
            if (runs.Count == 0 || runs[^1].Y != y)
            {
                runs.Add((y, []));
            }

            runs[^1].X.Add(x);
        }

        return runs;
    }

    private static IEnumerable<string> Values(JToken? values) => (values ?? new JArray()).Select(value => value switch
    {
        JValue { Value: double or float or decimal } number => ((double)number).ToString("#,0.###", CultureInfo.InvariantCulture),
        JValue { Value: long or int } number => ((long)number).ToString("#,0", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    });
}

/// <summary>Captions for XPlot charts.</summary>
public static class FigureExtensions
{
    /// <summary>Gives a chart its caption, and the table of its figures.</summary>
    /// <param name="chart">Any XPlot chart.</param>
    /// <param name="caption">What the chart shows, in a sentence or two.</param>
    public static Figure WithCaption(this PlotlyChart chart, string caption)
    {
        var figure = new Figure(chart, caption);
        return figure.ToCurvesJson() is null ? figure : new Curves(chart, caption);
    }
}

/// <summary>A chart of nothing but lines over numbers, which the book's pages draw themselves.</summary>
internal sealed class Curves(PlotlyChart chart, string caption) : Figure(chart, caption);

