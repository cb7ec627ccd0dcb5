using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.DotNet.Interactive.Formatting;
using XPlot.Plotly;

namespace AsyncWorkbook.Tests;

public class ChartTests
{
    private const string plotlyMime = "application/vnd.plotly.v1+json";

    private static readonly Dictionary<string, string> labels = new() { ["thinks"] = "thinking", ["moves"] = "waiting" };

    public ChartTests()
    {
        Formatters.Register();
    }

    private static Run Run(params LoggedEvent[] events) => new(new Dictionary<string, JsonElement>(), events, "completed");

    private static Timeline TwoLanguages(double until = double.PositiveInfinity) => Timeline.Of(
        "A & B",
        "Why <b>.",
        new Runs
        {
            ["C#"] = Run(new(0, "one", "thinks"), new(0, "two", "other"), new(5, "one", "moves"), new(60, "one", "ends")),
            ["Python"] = Run(new(0, "one", "thinks"), new(5, "one", "moves"), new(61, "one", "ends")),
        },
        labels,
        until);

    [Fact]
    public void A_span_lasts_from_an_event_with_a_label_to_the_next_of_its_actor()
    {
        Assert.Equal(
            [
                new("C#", "one", "thinking", 0, 5),
                new("C#", "one", "waiting", 5, 60),
                new("Python", "one", "thinking", 0, 5),
                new("Python", "one", "waiting", 5, 61),
            ],
            TwoLanguages().Spans);
        Assert.Equal([0.0, 5, 0, 5], TwoLanguages(until: 20).Spans.Select(span => span.Start));
        Assert.Equal([5.0, 20, 5, 20], TwoLanguages(until: 20).Spans.Select(span => span.End));
    }

    [Fact]
    public void A_timeline_without_spans_names_the_events_there_are()
    {
        var error = Assert.Throws<ArgumentException>(() => Timeline.Of(
            "", "", Runs.Of(csharp: Run(new LoggedEvent(0, "one", "thinks"))), new Dictionary<string, string> { ["think"] = "" }));
        Assert.Contains("The runs have: thinks", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_timeline_is_a_plotly_chart_a_still_picture_and_a_table()
    {
        var timeline = TwoLanguages();
        Assert.Equal([plotlyMime, "text/html", "text/plain", PlayerTests.Mime], Formatter.GetPreferredMimeTypesFor(typeof(Timeline)));

        using var plotly = JsonDocument.Parse(timeline.ToDisplayString(plotlyMime));
        var bars = plotly.RootElement.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(["C#", "C#", "Python", "Python"], bars.Select(bar => bar.GetProperty("name").GetString()));
        Assert.All(bars, bar => Assert.Equal("h", bar.GetProperty("orientation").GetString()));
        Assert.Equal([0, 5, 0, 5], bars.Select(bar => bar.GetProperty("base")[0].GetDouble()));
        Assert.Equal([5, 55, 5, 56], bars.Select(bar => bar.GetProperty("x")[0].GetDouble()));
        Assert.Equal("A & B", plotly.RootElement.GetProperty("layout").GetProperty("title").GetProperty("text").GetString());

        var html = timeline.ToDisplayString("text/html");
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.Contains("<figcaption>Why &lt;b&gt;.</figcaption>", html, StringComparison.Ordinal);
        Assert.Contains("A &amp; B", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("http://www.w3.org/2000/svg", Assert.Single(html.Split('"'), part => part.StartsWith("http", StringComparison.Ordinal)));

        Assert.Equal(
            """
            A & B
            Why <b>.
            lane  span      from (s)  to (s)  in
            one   thinking  0         5       C#, Python
            one   waiting   5         60      C#
            one   waiting   5         61      Python
            """,
            timeline.ToDisplayString("text/plain"));
    }

    [Fact]
    public void Any_xplot_chart_is_drawn_as_todays_plotly_wants_it()
    {
        var chart = Chart.Plot(
            new Trace[] { new Bar { name = "Python", x = new[] { 1, 2 }, y = new[] { 3, 4 } }, new Scatter { x = new[] { 1, 2 }, y = new[] { 0.5, 1000 } } },
            new Layout.Layout { title = "T", xaxis = new Xaxis { title = "boards" } });

        using var plotly = JsonDocument.Parse(chart.ToDisplayString(plotlyMime));
        var bar = plotly.RootElement.GetProperty("data")[0];
        Assert.Equal("none", bar.GetProperty("textposition").GetString());
        Assert.Equal(Palette.OfLanguage("Python"), bar.GetProperty("marker").GetProperty("color").GetString());
        Assert.Equal("boards", plotly.RootElement.GetProperty("layout").GetProperty("xaxis").GetProperty("title").GetProperty("text").GetString());

        var html = chart.WithCaption("Why.").ToDisplayString("text/html");
        Assert.Contains("<figcaption>Why.</figcaption>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            """
            T
            Why.
            boards  Python  series 2
            1       3       0.5
            2       4       1,000
            """,
            chart.WithCaption("Why.").ToDisplayString("text/plain"));
    }

    [Fact]
    public void Series_that_share_few_x_are_rows_of_the_table()
    {
        Scatter Dots(string name, int[] x, string[] y) => new() { name = name, mode = "markers", x = x, y = y };
        var layout = new Layout.Layout { xaxis = new Xaxis { title = "ms" } };

        Assert.Equal(
            """
            Why.
            series  ms
            a       1, 4, 1,200
            b       2, 5
            c       3
            """,
            Chart.Plot(new Trace[] { Dots("a", [1, 4, 1200], ["a", "a", "a"]), Dots("b", [2, 5], ["b", "b"]), Dots("c", [3], ["c"]) }, layout)
                .WithCaption("Why.").ToDisplayString("text/plain"));
        Assert.Equal(
            """
            Why.
            series  y     ms
            a       low   1, 4
            a       high  6
            a       low   9
            b       low   2
            c       low   3
            """,
            Chart.Plot(new Trace[] { Dots("a", [1, 4, 6, 9], ["low", "low", "high", "low"]), Dots("b", [2], ["low"]), Dots("c", [3], ["low"]) }, layout)
                .WithCaption("Why.").ToDisplayString("text/plain"));
    }

    [Fact]
    public void The_still_picture_of_lines_and_dots_has_every_point_and_mark()
    {
        var svg = Picture(
            new Trace[]
            {
                new Scatter { name = "a & b", mode = "lines+markers", x = new[] { 0, 5, 10 }, y = new[] { 1.5, 2, 40 }, line = new Line { dash = "dot" } },
                new Scatter { name = "dots", mode = "markers", x = new object[] { 1, 2 }, y = new object[] { 3, double.NaN } },
            },
            new Layout.Layout { title = "T", xaxis = new Xaxis { title = "boards" }, yaxis = new Yaxis { title = "minutes", rangemode = "tozero" } });
        Assert.Equal(["T", "a & b", "dots", "0", "2", "4", "6", "8", "10", "0", "5", "10", "15", "20", "25", "30", "35", "40", "boards", "minutes"], Texts(svg));
        var line = Assert.Single(svg.Descendants(Svg("polyline")));
        Assert.Equal("2 4", (string?)line.Attribute("stroke-dasharray"));
        var points = ((string?)line.Attribute("points"))!.Split(' ');
        Assert.Equal(points, Dots(svg).Take(3).Select(dot => string.Create(CultureInfo.InvariantCulture, $"{dot.X},{dot.Y}")));
        Assert.Equal(4, Dots(svg).Count());
        var heights = points.Select(point => double.Parse(point.Split(',')[1], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(heights.OrderDescending(), heights); // up is more
    }

    [Fact]
    public void The_still_picture_of_bars_has_their_lengths_colours_and_names()
    {
        var svg = Picture(
            new Trace[] { new Bar { name = "per cent", x = new[] { "C#", "Rust" }, y = new[] { 20, 5 }, marker = new Marker { color = new[] { "#123456", "#999999" } } } },
            new Layout.Layout { yaxis = new Yaxis { title = "per cent" } });
        var bars = svg.Descendants(Svg("rect")).ToList();
        Assert.Equal(["#123456", "#999999"], bars.Select(bar => (string?)bar.Attribute("fill")));
        Assert.Equal(4, (double)bars[0].Attribute("height")! / (double)bars[1].Attribute("height")!, 0.01);
        Assert.Contains("Rust", Texts(svg));
    }

    [Fact]
    public void Bars_of_one_category_stand_side_by_side_and_fill_it_where_each_has_its_own()
    {
        Bar One(string name, string place) => new() { name = name, x = new[] { place }, y = new[] { 1 } };
        var beside = Picture([One("C#", "a"), One("Python", "a")], new Layout.Layout()).Descendants(Svg("rect")).Skip(2).ToList();
        var alone = Picture([One("C#", "a"), One("Python", "b")], new Layout.Layout()).Descendants(Svg("rect")).Skip(2).ToList();
        Assert.Equal((double)beside[0].Attribute("x")! + (double)beside[0].Attribute("width")!, (double)beside[1].Attribute("x")!, 0.02);
        Assert.Equal((double)alone[0].Attribute("width")!, (double)beside[0].Attribute("width")!, 0.02); // of half the width each

        var stacked = Picture([One("C#", "a"), One("Python", "a")], new Layout.Layout { barmode = "stack" }).Descendants(Svg("rect")).Skip(2).ToList();
        Assert.Equal((double)stacked[0].Attribute("y")!, (double)stacked[1].Attribute("y")! + (double)stacked[1].Attribute("height")!, 0.02);
        Assert.Equal((string?)stacked[0].Attribute("x"), (string?)stacked[1].Attribute("x"));
    }

    [Fact]
    public void A_reversed_axis_begins_at_the_top()
    {
        var svg = Picture(
            new Trace[] { new Scatter { mode = "markers", x = new[] { 1, 2 }, y = new[] { "first", "second" } } },
            new Layout.Layout { yaxis = new Yaxis { autorange = "reversed" } });
        var dots = Dots(svg).ToList();
        Assert.True(dots[0].Y < dots[1].Y);
    }

    [Fact]
    public void A_timeline_has_a_bar_a_span_in_its_still_picture()
    {
        var bars = Picture(TwoLanguages()).Descendants(Svg("rect")).Skip(2).ToList();
        Assert.Equal(4, bars.Count);
        Assert.Equal(11, (double)bars[1].Attribute("width")! / (double)bars[0].Attribute("width")!, 0.1); // from 5 to 60 against 0 to 5
        Assert.Equal((double)bars[0].Attribute("x")! + (double)bars[0].Attribute("width")!, (double)bars[1].Attribute("x")!, 0.02);
        Assert.NotEqual((string?)bars[0].Attribute("y"), (string?)bars[2].Attribute("y"));
    }

    [Fact]
    public void A_kind_of_chart_without_axes_has_a_table_and_no_picture() =>
        Assert.DoesNotContain("<svg", Chart.Plot(new Trace[] { new Pie { labels = new[] { "a" }, values = new[] { 1 } } }).ToDisplayString("text/html"), StringComparison.Ordinal);

    [Fact]
    public void A_chart_without_layout_is_a_chart()
    {
        using var plotly = JsonDocument.Parse(Chart.Line(new[] { 1, 2, 3 }).ToDisplayString(plotlyMime));
        Assert.Equal(1, plotly.RootElement.GetProperty("data").GetArrayLength());
    }

    private static XName Svg(string name) => XName.Get(name, "http://www.w3.org/2000/svg");

    private static IEnumerable<(double X, double Y)> Dots(XElement svg) =>
        from path in svg.Descendants(Svg("path"))
        where (string?)path.Attribute("stroke-linecap") == "round"
        from dot in ((string)path.Attribute("d")!).Split("h0", StringSplitOptions.RemoveEmptyEntries)
        let place = dot[1..].Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToList()
        select (place[0], place[1]);

    private static XElement Picture(Trace[] traces, Layout.Layout layout) => Picture(Chart.Plot(traces, layout));

    private static XElement Picture(object shown)
    {
        var html = shown.ToDisplayString("text/html");
        var (start, end) = (html.IndexOf("<svg", StringComparison.Ordinal), html.IndexOf("</svg>", StringComparison.Ordinal));
        return XElement.Parse(html[start..(end + "</svg>".Length)]);
    }

    private static IEnumerable<string> Texts(XElement svg) => svg.Descendants(Svg("text")).Select(text => text.Value);
}
