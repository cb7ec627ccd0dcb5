namespace AsyncWorkbook.Live.Tests.Chapters;

/// <summary>The cells of chapters that end in a page as elsewhere and may show something else, and why.</summary>
internal static class OwnWords
{
    private const string time = "measures real time";
    private const string versions = "tells what there is in this browser, which may be newer or older";
    private const string python = "needs a newer Python than the machine may have; a page has one";
    private const string browser = "the browser's own words for an error";

    private static readonly Dictionary<(string Chapter, string Cell), string> listed = new()
    {
        [("00", "runtime-csharp")] = versions,
        [("00", "runtime-javascript")] = versions,
        [("00", "runtime-python")] = versions,
        [("00", "first-wait-csharp")] = time,
        [("00", "first-wait-javascript")] = time,
        [("00", "first-wait-python")] = time,
        [("01", "real-csharp")] = time,
        [("01", "real-javascript")] = time,
        [("01", "real-python")] = time,
        [("01", "drift-csharp")] = time,
        [("02", "picture-csharp")] = time,
        [("02", "heart-csharp")] = time,
        [("02", "heart-javascript")] = time,
        [("02", "heart-python")] = time,
        [("02", "slices-csharp")] = time,
        [("02", "slices-javascript")] = time,
        [("02", "slices-python")] = time,
        [("02", "turns-javascript")] = time,
        [("04", "eager-python")] = python,
        [("04", "peculiar-verdict")] = python,
        [("05", "plug-python")] = time,
        [("07", "resumption-contexts-csharp")] = "tells threads apart, of which a page has one",
        [("11", "plain-broken-javascript")] = browser,
        [("14", "evenings-more-javascript")] = browser,
        [("15", "shut-down-python")] = python,
        [("15", "pipeline-verdict")] = python,
        [("17", "since-probe-javascript")] = versions,
        [("17", "since-probe-python")] = versions,
        [("17", "since-table")] = versions,
        [("17", "free-threaded-python")] = versions,
    };

    /// <summary>All of them.</summary>
    public static IEnumerable<(string Chapter, string Cell)> Cells => listed.Keys;

    /// <summary>Whether a cell is one of them.</summary>
    public static bool Has(string chapter, string cell) => listed.ContainsKey((chapter, cell));
}
