using System.Text.Json;
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
        Assert.Equal([plotlyMime, "text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(Timeline)));

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
    public void A_chart_without_layout_is_a_chart()
    {
        using var plotly = JsonDocument.Parse(Chart.Line(new[] { 1, 2, 3 }).ToDisplayString(plotlyMime));
        Assert.Equal(1, plotly.RootElement.GetProperty("data").GetArrayLength());
    }
}
