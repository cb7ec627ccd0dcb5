using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Html.Outputs;

/// <summary>How tall outputs are in the wider one of two columns, about.</summary>
internal static partial class OutputSizes
{
    /// <summary>Characters of code that fit into a line there.</summary>
    public const int Columns = 80;

    /// <summary>What such a line takes, in pixels.</summary>
    public const int Line = 20;

    /// <summary>What is between two of anything.</summary>
    public const int Space = 15;

    private const int caption = 75; // and the fold of the table
    private const int tallest = 544; // a longer one scrolls inside itself

    /// <summary>An output, in pixels. Null if it is more than text, or a chart.</summary>
    public static int? Of(JsonObject output) => NbformatOutput.Read(output) switch
    {
        StreamOutput stream => OfPrinted(stream.Text),
        ErrorOutput error => OfPrinted(string.Join('\n', error.Traceback)),
        DisplayOutput display => OfBundle(display.Data),
        ResultOutput result => OfBundle(result.Data),
        _ => null,
    };

    private static int? OfBundle(JsonObject data) =>
        data[PlotlyChart.MimeType] is JsonObject figure ? PlotlyChart.HeightOf(figure) + caption
        : data.All(entry => entry.Key.StartsWith("text/", StringComparison.Ordinal)) && data["text/plain"] is { } plain && !DrawsItself().IsMatch(NotebookCell.Text(data["text/html"]))
            ? OfPrinted(NotebookCell.Text(plain))
        : null;

    private static int OfPrinted(string text) => Math.Min(tallest, text.TrimEnd('\n').Split('\n').Sum(line => 1 + (line.Length / Columns)) * Line) + Space;

    [GeneratedRegex("<(table|svg|img|canvas|video|script|style)", RegexOptions.IgnoreCase)]
    private static partial Regex DrawsItself();
}
