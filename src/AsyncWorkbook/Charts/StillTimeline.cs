using System.Globalization;
using System.Text;

namespace AsyncWorkbook;

/// <summary>A timeline as a still picture, for hosts that run no script and know no Plotly.</summary>
internal sealed class StillTimeline(Timeline timeline, IReadOnlyList<string> labels)
{
    private const double width = 900, left = 110, top = 56, bar = 9, gap = 8;

    /// <summary>An SVG that takes its text colour from the page around it.</summary>
    public string ToSvg()
    {
        var lanes = timeline.Lanes();
        var languages = timeline.Languages();
        var laneHeight = (languages.Count * bar) + gap;
        var bottom = top + (lanes.Count * laneHeight);
        var end = timeline.Spans.Max(span => span.End);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {bottom + 40}\" role=\"img\" ")
            .Append(CultureInfo.InvariantCulture, $"style=\"width:100%;max-width:{width}px\" font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\">")
            .Append("<title>").Append(Table.Escape($"{timeline.Title}. {timeline.Caption}")).Append("</title>");

        for (var i = 0; i < lanes.Count; i++)
        {
            Text(svg, left - 8, top + (i * laneHeight) + (laneHeight / 2), "end", lanes[i]);
        }

        foreach (var span in timeline.Spans)
        {
            var y = top + (IndexOf(lanes, span.Lane) * laneHeight) + (IndexOf(languages, span.Language) * bar);
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{X(span.Start):0.##}\" y=\"{y:0.##}\" width=\"{X(span.End) - X(span.Start):0.##}\" ")
                .Append(CultureInfo.InvariantCulture, $"height=\"{bar - 1}\" fill=\"{timeline.ColourOf(span.Language)}\" ")
                .Append(CultureInfo.InvariantCulture, $"opacity=\"{Timeline.Strength(IndexOf(labels, span.Label))}\"/>");
        }

        for (double t = 0, step = Step(end); t <= end; t += step)
        {
            Text(svg, X(t), bottom + 14, "middle", t.ToString("#,0.###", CultureInfo.InvariantCulture));
        }

        Text(svg, X(end / 2), bottom + 32, "middle", $"seconds ({timeline.Legend()})");
        Text(svg, left, 12, "start", timeline.Title);
        var at = left;
        foreach (var language in languages)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{at}\" y=\"29\" width=\"10\" height=\"10\" fill=\"{timeline.ColourOf(language)}\"/>");
            Text(svg, at + 15, 35, "start", language);
            at += 40 + (language.Length * 8);
        }

        return svg.Append("</svg>").ToString();

        double X(double t) => left + (end > 0 ? t / end * (width - left - 20) : 0);
    }

    // 1, 2 or 5 times a power of ten: some five to ten marks on the axis.
    private static double Step(double end)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(end, 1e-6) / 5)));
        return end / power <= 10 ? power : end / power <= 20 ? 2 * power : 5 * power;
    }

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text) => svg
        .Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor}\" dominant-baseline=\"middle\">")
        .Append(Table.Escape(text)).Append("</text>");

    private static int IndexOf(IReadOnlyList<string> list, string item) => list.TakeWhile(other => other != item).Count();
}
