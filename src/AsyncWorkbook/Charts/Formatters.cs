using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;
using XPlot.Plotly;

namespace AsyncWorkbook;

/// <summary>How a notebook shows the types of this library and XPlot's charts.</summary>
public static class Formatters
{
    private const string html = "text/html", text = "text/plain";

    /// <summary>Registers them; a chapter's first cell calls it. Calling it again changes nothing.</summary>
    public static void Register()
    {
        Show<Timeline>(timeline => timeline.ToFigure());
        Show<Figure>(figure => figure);
        Show<PlotlyChart>(chart => new Figure(chart, ""));
        Show<Verdict>(VerdictTable.ToHtml, VerdictTable.ToText);
        Show<Run>(run => $"<p>{Table.Escape(Summary(run))}</p>", Summary);
    }

    private static void Show<T>(Func<T, Figure> figure)
    {
        Show<T>(value => figure(value).ToHtml(), value => figure(value).ToText(), PlotlyJson.MimeType);
        Formatter.Register<T>((T value, TextWriter writer) => writer.Write(figure(value).ToPlotlyJson()), PlotlyJson.MimeType);
    }

    private static void Show<T>(Func<T, string> toHtml, Func<T, string> toText, params string[] others)
    {
        Formatter.Register<T>((T value, TextWriter writer) => writer.Write(toHtml(value)), html);
        Formatter.Register<T>((T value, TextWriter writer) => writer.Write(toText(value)), text);
        Formatter.SetPreferredMimeTypesFor(typeof(T), [.. others, html, text]);
    }

    private static string Summary(Run run)
    {
        var results = run.Results.Select(result => $"{result.Key} = {VerdictTable.Text(result.Value)}");
        var events = string.Create(CultureInfo.InvariantCulture, $"({run.Events.Count:#,0} events)");
        return run.Results.Count == 0 ? $"{run.Outcome} {events}" : $"{run.Outcome}: {string.Join(", ", results)} {events}";
    }
}
