using System.Globalization;
using System.Text;

namespace AsyncWorkbook;

/// <summary>A timeline as a still picture, for hosts that run no script and know no Plotly.</summary>
internal sealed class StillTimeline(Timeline timeline, IReadOnlyList<string> labels)
{
    private const double Width = 900, Left = 110, Top = 56, Bar = 9, Gap = 8;

    /// <summary>An SVG that takes its text colour from the page around it.</summary>
    public string ToSvg()
    {
        var lanes = timeline.Lanes();
        var languages = timeline.Languages();
        var laneHeight = (languages.Count * Bar) + Gap;
        var bottom = Top + (lanes.Count * laneHeight);
        var end = timeline.Spans.Max(span => span.End);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {bottom + 40}\" role=\"img\" ")
            .Append(CultureInfo.InvariantCulture, $"style=\"width:100%;max-width:{Width}px\" font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\">")
            .Append("<title>").Append(Table.Escape($"{timeline.Title}. {timeline.Caption}")).Append("</title>");

        for (var i = 0; i < lanes.Count; i++)
        {
            Text(svg, Left - 8, Top + (i * laneHeight) + (laneHeight / 2), "end", lanes[i]);
        }

        foreach (var span in timeline.Spans)
        {
            var y = Top + (IndexOf(lanes, span.Lane) * laneHeight) + (IndexOf(languages, span.Language) * Bar);
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{X(span.Start):0.##}\" y=\"{y:0.##}\" width=\"{X(span.End) - X(span.Start):0.##}\" ")
                .Append(CultureInfo.InvariantCulture, $"height=\"{Bar - 1}\" fill=\"{timeline.ColourOf(span.Language)}\" ")
                .Append(CultureInfo.InvariantCulture, $"opacity=\"{Timeline.Strength(IndexOf(labels, span.Label))}\"/>");
        }

        for (double t = 0, step = Step(end); t <= end; t += step)
        {
            Text(svg, X(t), bottom + 14, "middle", t.ToString("#,0.###", CultureInfo.InvariantCulture));
        }

        Text(svg, X(end / 2), bottom + 32, "middle", "seconds");
        Text(svg, Left, 12, "start", timeline.Title);
        var at = Left;
        foreach (var language in languages)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{at}\" y=\"29\" width=\"10\" height=\"10\" fill=\"{timeline.ColourOf(language)}\"/>");
            Text(svg, at + 15, 35, "start", language);
            at += 40 + (language.Length * 8);
        }

        Text(svg, Width, 35, "end", $"strong to pale: {string.Join(", ", labels)}");
        return svg.Append("</svg>").ToString();

        double X(double t) => Left + (end > 0 ? t / end * (Width - Left - 20) : 0);
    }

    // 1, 2 or 5 times a power of ten: some five to ten marks on the axis.
    private static double Step(double end)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(end, 1e-6) / 5)));
        return new[] { 1, 2, 5, 10 }.Select(factor => factor * power).First(step => end / step <= 10);
    }

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text) => svg
        .Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor}\" dominant-baseline=\"middle\">")
        .Append(Table.Escape(text)).Append("</text>");

    private static int IndexOf(IReadOnlyList<string> list, string item) => list.TakeWhile(other => other != item).Count();
}
