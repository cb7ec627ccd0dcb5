using System.Text.Encodings.Web;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace AsyncWorkbook;

/// <summary>Charts that are nothing but lines over numbers, as the book's pages draw them.</summary>
internal static class CurvesJson
{
    /// <summary>The mime type of the component <c>curves</c> (<c>src/page/components</c>).</summary>
    public const string MimeType = "application/vnd.async-workbook.curves+json";

    private const int digits = 6; // of a value, so that sums of floating-point numbers are what they mean

    private static readonly JsonSerializerOptions readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a chart as curves; null if it is another kind of chart.</summary>
    /// <param name="plotly">The chart as Plotly's <c>{data, layout}</c>.</param>
    /// <param name="caption">What it shows.</param>
    public static string? Of(JObject plotly, string caption)
    {
        var layout = plotly["layout"]!;
        List<StillSeries> series = [.. plotly["data"]!.Select((trace, i) => new StillSeries(trace, i))];
        return series.Count > 0 && series.TrueForAll(IsCurve) && IsPlain(layout["xaxis"]) && IsPlain(layout["yaxis"]) && layout["annotations"] is null && layout["shapes"] is null
            ? JsonSerializer.Serialize(
                new
                {
                    title = (string?)layout.SelectToken("title.text") ?? "",
                    caption,
                    x = (string?)layout.SelectToken("xaxis.title.text") ?? "x",
                    y = (string?)layout.SelectToken("yaxis.title.text") ?? "y",
                    fromZero = new { x = IsFromZero(layout["xaxis"]), y = IsFromZero(layout["yaxis"]) },
                    series = series.Select(one => new
                    {
                        name = one.Name,
                        dash = one.Dashes,
                        dots = one.HasMarkers,
                        points = one.Points.Select(point => new[] { Value(point.X), Value(point.Y) }),
                    }),
                },
                readable)
            : null;
    }

    private static bool IsCurve(StillSeries series) => series.HasLine && series.Points.Count > 1
        && series.Points.All(point => StillAxis.Number(point.X) is not null && StillAxis.Number(point.Y) is not null);

    private static bool IsPlain(JToken? axis) => (string?)axis?["type"] is null or "linear" && (string?)axis?["autorange"] != "reversed" && axis?["range"] is null;

    private static bool IsFromZero(JToken? axis) => (string?)axis?["rangemode"] == "tozero";

    private static double Value(JToken value) => Math.Round(StillAxis.Number(value)!.Value, digits);
}
