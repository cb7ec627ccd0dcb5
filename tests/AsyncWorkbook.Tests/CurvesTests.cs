using Microsoft.DotNet.Interactive.Formatting;
using XPlot.Plotly;

namespace AsyncWorkbook.Tests;

/// <summary>Which charts the book's pages draw themselves, and what they are given.</summary>
public class CurvesTests
{
    private const string mime = "application/vnd.async-workbook.curves+json";

    public CurvesTests()
    {
        Formatters.Register();
    }

    [Fact]
    public void Lines_over_numbers_are_curves()
    {
        var figure = Plot(Lines("a", [1, 2, 4], [0.1 + 0.2, 3, 2]), Lines("b", [1, 4], [0, 1], dash: "dot"));
        Assert.Equal(["application/vnd.plotly.v1+json", "text/html", "text/plain", mime], Formatter.GetPreferredMimeTypesFor(figure.GetType()));
        Assert.Equal(
            """
            {"title":"Both","caption":"Why.","x":"boards","y":"minutes","fromZero":{"x":false,"y":true},"series":[{"name":"a","dash":"","dots":true,"points":[[1,0.3],[2,3],[4,2]]},{"name":"b","dash":"2 4","dots":false,"points":[[1,0],[4,1]]}]}
            """,
            figure.ToDisplayString(mime));
        Assert.Contains("\"rangemode\"", figure.ToDisplayString("application/vnd.plotly.v1+json"), StringComparison.Ordinal);
        Assert.Contains("<svg", figure.ToDisplayString("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_charts_are_left_to_plotly()
    {
        Assert.All(
            [
                Plot(new Bar { x = new[] { 1, 2 }, y = new[] { 1, 2 } }),
                Plot(Lines("names", ["a", "b"], [1, 2])),
                Plot(new Scatter { mode = "markers", x = new[] { 1, 2 }, y = new[] { 1, 2 } }),
                Plot(Lines("one point", [1], [1])),
                Plot(new Layout.Layout { xaxis = new Xaxis { type = "log" } }, Lines("a", [1, 10], [1, 2])),
            ],
            figure => Assert.DoesNotContain(mime, Formatter.GetPreferredMimeTypesFor(figure.GetType())));
    }

    private static Scatter Lines(string name, object[] x, object[] y, string dash = "solid") =>
        new() { name = name, x = x, y = y, mode = dash == "solid" ? "lines+markers" : "lines", line = new Line { dash = dash } };

    private static Figure Plot(params Trace[] traces) => Plot(
        new Layout.Layout { title = "Both", xaxis = new Xaxis { title = "boards" }, yaxis = new Yaxis { title = "minutes", rangemode = "tozero" } }, traces);

    private static Figure Plot(Layout.Layout layout, params Trace[] traces) => Chart.Plot(traces, layout).WithCaption("Why.");
}
