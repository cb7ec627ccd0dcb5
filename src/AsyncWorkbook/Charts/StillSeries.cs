using Newtonsoft.Json.Linq;

namespace AsyncWorkbook;

/// <summary>A series of a chart, as a still picture needs it.</summary>
/// <param name="trace">Plotly's JSON of it.</param>
/// <param name="index">Which one it is: it gets a colour of its own where it names none.</param>
internal sealed class StillSeries(JToken trace, int index)
{
    private const int fewPoints = 20; // as many have markers, if the chart does not say

    /// <summary>Plotly's kind of chart, such as <c>bar</c>.</summary>
    public string Kind { get; } = (string?)trace["type"] ?? "scatter";

    /// <summary>What the legend calls it.</summary>
    public string Name { get; } = (string?)trace["name"] ?? $"series {index + 1}";

    /// <summary>Whether its bars lie.</summary>
    public bool IsFlat { get; } = (string?)trace["orientation"] == "h";

    /// <summary>Bars of one group stand at the same place beside those of the others.</summary>
    public string Group { get; } = (string?)trace["offsetgroup"] ?? $"{index}";

    /// <summary>Whether the legend names it.</summary>
    public bool IsInLegend { get; } = (bool?)trace["showlegend"] ?? true;

    /// <summary>Its points, without those that have no value; each with its index in Plotly's lists.</summary>
    public IReadOnlyList<(JToken X, JToken Y, int Index)> Points { get; } =
    [
        .. (trace["x"] ?? new JArray()).Zip(trace["y"] ?? new JArray(), (x, y) => (X: x, Y: y))
            .Select((point, i) => (point.X, point.Y, Index: i))
            .Where(point => IsThere(point.X) && IsThere(point.Y)),
    ];

    /// <summary>Whether a line joins its points.</summary>
    public bool HasLine => Kind == "scatter" && Mode.Contains("lines", StringComparison.Ordinal);

    /// <summary>Whether its points are dots.</summary>
    public bool HasMarkers => Kind == "scatter" && Mode.Contains("markers", StringComparison.Ordinal);

    /// <summary>The dashes of its line as SVG has them; empty for a whole line.</summary>
    public string Dashes { get; } = (string?)trace.SelectToken("line.dash") switch
    {
        "dot" => "2 4",
        "dash" => "9 6",
        "longdash" => "15 6",
        "dashdot" => "9 5 2 5",
        "longdashdot" => "15 5 2 5",
        _ => "",
    };

    /// <summary>Its colour, where a point has none of its own.</summary>
    public string Colour => Colours("marker") ?? Colours("line") ?? Palette.Colours[index % Palette.Colours.Count];

    private string Mode => (string?)trace["mode"] ?? (Points.Count < fewPoints ? "lines+markers" : "lines");

    /// <summary>The colour of a point: its own or that of the series.</summary>
    public string ColourOf(int point) =>
        trace.SelectToken("marker.color") is JArray colours && point < colours.Count && colours[point].Type == JTokenType.String
            ? (string)colours[point]!
            : Colour;

    /// <summary>Where a bar begins.</summary>
    public double BaseOf(int point) => trace["base"] switch
    {
        JArray bases => point < bases.Count ? StillAxis.Number(bases[point]) ?? 0 : 0,
        { } all => StillAxis.Number(all) ?? 0,
        null => 0,
    };

    private static bool IsThere(JToken value) =>
        value.Type is not (JTokenType.Null or JTokenType.Undefined) && value.ToString() is not ("NaN" or "Infinity" or "-Infinity");

    private string? Colours(string part) =>
        trace.SelectToken($"{part}.color") is JValue { Type: JTokenType.String } colour ? (string?)colour : null;
}
