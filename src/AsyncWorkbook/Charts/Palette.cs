namespace AsyncWorkbook;

/// <summary>
/// The book's colours, from the palette of Okabe and Ito, whose members stay apart for readers with any common form of
/// colour blindness. A language has the same colour in every chart.
/// </summary>
public static class Palette
{
    private static readonly Dictionary<string, string> byLanguage = new()
    {
        [Language.CSharp] = "#0072b2",
        [Language.JavaScript] = "#e69f00",
        [Language.Python] = "#009e73",
    };

    private static readonly string[] others = ["#cc79a7", "#56b4e9", "#d55e00", "#999999"];

    /// <summary>All colours, for charts whose series are not languages.</summary>
    public static IReadOnlyList<string> Colours { get; } = [.. byLanguage.Values, .. others];

    /// <summary>The languages in the book's order.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. byLanguage.Keys];

    /// <summary>The colour of a series whose name begins with a language, such as <c>C#, precise timers</c>.</summary>
    /// <returns>The colour as <c>#rrggbb</c>, or null if the name begins with no language.</returns>
    public static string? OfLanguage(string series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return Languages.FirstOrDefault(language => series.StartsWith(language, StringComparison.Ordinal)) is { } language
            ? byLanguage[language]
            : null;
    }

    /// <summary>A colour <c>#rrggbb</c> at a strength from 0 to 1, as <c>rgba(...)</c>; the paper shines through.</summary>
    internal static string Faded(string colour, double strength)
    {
        var parts = Convert.FromHexString(colour[1..]);
        return FormattableString.Invariant($"rgba({parts[0]},{parts[1]},{parts[2]},{strength})");
    }
}
