using System.Globalization;
using Newtonsoft.Json.Linq;

namespace AsyncWorkbook;

/// <summary>One axis of a still picture: numbers, or categories one beside the other.</summary>
internal sealed class StillAxis
{
    private const double air = 0.04; // of the range, behind the outermost values

    private readonly List<string>? categories;
    private readonly double low, high, from, to;

    /// <summary>Finds the range of an axis.</summary>
    /// <param name="layout">Plotly's settings of the axis, or null.</param>
    /// <param name="values">What stands on it: it has categories if one of them is no number, or if bars stand on it.</param>
    /// <param name="from">Where it begins, in pixels.</param>
    /// <param name="to">Where it ends, in pixels.</param>
    /// <param name="hasBars">Whether bars stand on it.</param>
    public StillAxis(JToken? layout, IReadOnlyList<JToken> values, double from, double to, bool hasBars)
    {
        Title = (string?)layout?.SelectToken("title.text") ?? "";
        (this.from, this.to) = (string?)layout?["autorange"] == "reversed" ? (to, from) : (from, to);
        if (hasBars || (string?)layout?["type"] == "category" || values.Any(value => Number(value) is null))
        {
            categories = [.. values.Select(value => value.ToString()).Distinct()];
            (low, high) = (0, Math.Max(categories.Count, 1));
            return;
        }

        var numbers = values.Select(value => Number(value)!.Value).ToList();
        if ((string?)layout?["rangemode"] == "tozero" || numbers.Count == 0)
        {
            numbers.Add(0);
        }

        (low, high) = (numbers.Min(), numbers.Max());
        var space = high > low ? air * (high - low) : 1;
        (low, high) = (low == 0 ? 0 : low - space, high == 0 ? 0 : high + space);
    }

    /// <summary>What is measured; empty if the chart does not say.</summary>
    public string Title { get; }

    /// <summary>The width of a category, or the length of one, in pixels; negative where the axis runs to the left or up.</summary>
    public double Band => (to - from) / (high - low);

    /// <summary>Where a value stands, in pixels; a category has its middle.</summary>
    public double At(JToken value) =>
        categories is null ? At(Number(value) ?? 0) : At(categories.IndexOf(value.ToString()) + 0.5);

    /// <summary>Where a number stands, in pixels.</summary>
    public double At(double number) => from + ((number - low) * Band);

    /// <summary>What is written along the axis, and where.</summary>
    public IEnumerable<(double At, string Text)> Marks()
    {
        if (categories is not null)
        {
            return categories.Select((category, i) => (At(i + 0.5), category));
        }

        var step = Step(high - low);
        var first = Math.Ceiling(low / step);
        return Enumerable.Range(0, (int)(Math.Floor(high / step) - first) + 1)
            .Select(i => (first + i) * step)
            .Select(number => (At(number), number.ToString("#,0.######", CultureInfo.InvariantCulture)));
    }

    /// <summary>A value as a number; null if it is none.</summary>
    public static double? Number(JToken value) => value.Type is JTokenType.Integer or JTokenType.Float && double.IsFinite((double)value)
        ? (double)value
        : null;

    // 1, 2 or 5 times a power of ten: some five to ten marks on the axis.
    private static double Step(double range)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(range, 1e-6) / 5)));
        return range / power <= 10 ? power : range / power <= 20 ? 2 * power : 5 * power;
    }
}
