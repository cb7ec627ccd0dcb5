using System.Globalization;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Html.Live;

namespace AsyncWorkbook.Cli.Live;

/// <summary>The sliders of parameters of which no spec tells the range.</summary>
internal static partial class ParameterSlider
{
    /// <summary>
    /// Each line that gives a name a number. A comment behind it may say the range, as <c>1 to 100</c>, and the step, as <c>step 5</c>; without, it goes
    /// up to four times the value, by ones where the value is a whole number, else by twentieths of it.
    /// </summary>
    /// <param name="source">A cell tagged <c>parameters</c>.</param>
    public static IEnumerable<LiveParameter> In(string source)
    {
        foreach (Match line in Assignment().Matches(source))
        {
            var text = line.Groups["value"].Value;
            var value = Number(text);
            var about = line.Groups["about"].Value;
            var isWhole = !text.Contains('.', StringComparison.Ordinal);
            var size = Math.Max(Math.Abs(value), 1);
            var step = Step().Match(about) is { Success: true } said && Number(said.Groups["step"].Value) is > 0 and var given ? given : isWhole ? 1 : Math.Pow(10, Math.Floor(Math.Log10(size))) / 20;
            yield return Range().Match(about) is { Success: true } range && Number(range.Groups["min"].Value) is var min && Number(range.Groups["max"].Value) is var max && min < max
                ? new LiveParameter(line.Groups["name"].Value, min, max, step, "")
                : new LiveParameter(line.Groups["name"].Value, value < 0 ? value * 4 : isWhole ? Math.Min(value, 1) : step, Math.Max(value * 4, step * 10), step, "");
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:(?:var|const|let|int|double)\s+)?(?<name>[A-Za-z_]\w*)\s*=\s*(?<value>-?\d{1,12}(?:\.\d{1,12})?)\s*;?[ \t]*(?:(?://|#)(?<about>[^\r\n]*))?\r?$", RegexOptions.Multiline)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(?<min>-?\d{1,12}(?:\.\d{1,12})?) to (?<max>-?\d{1,12}(?:\.\d{1,12})?)")]
    private static partial Regex Range();

    [GeneratedRegex(@"\bstep (?<step>\d{1,12}(?:\.\d{1,12})?)")]
    private static partial Regex Step();
}
