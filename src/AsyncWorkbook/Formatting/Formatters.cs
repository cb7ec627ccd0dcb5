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
        Draw<Timeline>(timeline => timeline.ToFigure(), PlayerJson.Of, PlayerJson.MimeType);
        Draw<Player>(player => player.ToFigure(), PlayerJson.Of, PlayerJson.MimeType);
        Show<Figure>(figure => figure);
        Draw<Curves>(curves => curves, curves => curves.ToCurvesJson()!, CurvesJson.MimeType);
        Show<PlotlyChart>(chart => new Figure(chart, ""));
        Ask<LoopGame>(game => (game.Title, game.Caption, game.ToTable()), game => game.ToJson(), LoopGame.MimeType);
        Ask<Chooser>(chooser => (chooser.Title, chooser.Caption, chooser.ToTable()), chooser => chooser.ToJson(), Chooser.MimeType);
        ShowAndTell<Verdict>(VerdictTable.ToHtml, VerdictTable.ToText, verdict => VerdictChecks.ToJson(verdict), verdict => VerdictJson.ToJson(verdict));
        ShowAndTell<Verdicts>(
            verdicts => string.Concat(verdicts.Select(VerdictTable.ToHtml)),
            verdicts => string.Join("\n\n", verdicts.Select(VerdictTable.ToText)),
            VerdictChecks.ToJson,
            VerdictJson.ToJson);
        Show<Run>(run => $"<p>{Table.Escape($"{run}")}</p>", run => $"{run}");
        Show<Runs>(
            runs => $"<ul>{string.Concat(runs.Select(run => $"<li>{Table.Escape($"{run.Key}: {run.Value}")}</li>"))}</ul>",
            runs => $"{runs}");
    }

    private static void Show<T>(Func<T, Figure> figure)
    {
        Show<T>(value => figure(value).ToHtml(), value => figure(value).ToText(), [PlotlyJson.MimeType, html, text]);
        Formatter.Register<T>((T value, TextWriter writer) => writer.Write(figure(value).ToPlotlyJson()), PlotlyJson.MimeType);
    }

    /// <summary>The chart as everywhere, and beside it what the book's pages draw themselves.</summary>
    private static void Draw<T>(Func<T, Figure> figure, Func<T, string> toJson, string component)
    {
        Show(figure);
        Formatter.SetPreferredMimeTypesFor(typeof(T), PlotlyJson.MimeType, html, text, component);
        Formatter.Register<T>((T value, TextWriter writer) => writer.Write(toJson(value)), component);
    }

    /// <summary>A table with what it says, and beside it what the book's pages ask.</summary>
    private static void Ask<T>(Func<T, (string Title, string Caption, Table Table)> parts, Func<T, string> toJson, string component)
    {
        Show<T>(
            value => $"<p>{Table.Escape(parts(value).Caption)}</p>{parts(value).Table.ToHtml(parts(value).Title)}",
            value => $"{parts(value).Title}\n{parts(value).Caption}\n{parts(value).Table.ToText()}",
            [html, text, component]);
        Formatter.Register<T>((T value, TextWriter writer) => writer.Write(toJson(value)), component);
    }

    /// <summary>People see the table; a program that runs the notebook reads what has failed, and a page makes its own table.</summary>
    private static void ShowAndTell<T>(Func<T, string> toHtml, Func<T, string> toText, Func<T, string> toChecks, Func<T, string> toJson)
    {
        Show(toHtml, toText, [html, text, VerdictChecks.MimeType, VerdictJson.MimeType]);
        Formatter.Register<T>((T value, TextWriter writer) => writer.Write(toJson(value)), VerdictJson.MimeType);
        Formatter.Register<T>((T value, TextWriter writer) => writer.Write(toChecks(value)), VerdictChecks.MimeType);
    }

    private static void Show<T>(Func<T, string> toHtml, Func<T, string> toText) => Show(toHtml, toText, [html, text]);

    private static void Show<T>(Func<T, string> toHtml, Func<T, string> toText, string[] preferred)
    {
        Formatter.Register<T>((T value, TextWriter writer) => writer.Write(toHtml(value)), html);
        Formatter.Register<T>((T value, TextWriter writer) => writer.Write(toText(value)), text);
        Formatter.SetPreferredMimeTypesFor(typeof(T), preferred);
    }
}
