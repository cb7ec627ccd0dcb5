using System.Globalization;
using System.Text;

namespace AsyncWorkbook;

/// <summary>A timeline as a still picture, for hosts that run no script and know no Plotly.</summary>
internal sealed class StillTimeline(Timeline timeline, IReadOnlyList<string> labels)
{
    private const double Width = 900, Left = 110, Top = 30, Bar = 9, Gap = 8;

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

        foreach (var share in new[] { 0, 0.25, 0.5, 0.75, 1 })
        {
            Text(svg, X(share * end), bottom + 14, "middle", (share * end).ToString("#,0.##", CultureInfo.InvariantCulture));
        }

        Text(svg, X(end / 2), bottom + 32, "middle", "seconds");
        var at = Left;
        foreach (var language in languages)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{at}\" y=\"8\" width=\"10\" height=\"10\" fill=\"{timeline.ColourOf(language)}\"/>");
            Text(svg, at + 15, 14, "start", language);
            at += 40 + (language.Length * 8);
        }

        Text(svg, Width, 14, "end", $"strong to pale: {string.Join(", ", labels)}");
        return svg.Append("</svg>").ToString();

        double X(double t) => Left + (end > 0 ? t / end * (Width - Left - 20) : 0);
    }

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text) => svg
        .Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor}\" dominant-baseline=\"middle\">")
        .Append(Table.Escape(text)).Append("</text>");

    private static int IndexOf(IReadOnlyList<string> list, string item) => list.TakeWhile(other => other != item).Count();
}
