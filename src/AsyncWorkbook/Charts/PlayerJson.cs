using System.Text.Encodings.Web;
using System.Text.Json;

namespace AsyncWorkbook;

/// <summary>
/// Recordings as the book's pages play them. Runs that do the same share a lane; where they differ, the lanes part.
/// </summary>
internal static class PlayerJson
{
    /// <summary>The mime type of the component <c>player</c> (<c>src/page/components</c>).</summary>
    public const string MimeType = "application/vnd.async-workbook.player+json";

    private static readonly JsonSerializerOptions readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Player player) => Write(player.Title, player.Caption, player.Token, player.Idle, player.Takes);

    public static string Of(Timeline timeline) => Write(timeline.Title, timeline.Caption, "", "", [(timeline.Title, timeline)]);

    private static string Write(string title, string caption, string token, string idle, IReadOnlyList<(string Name, Timeline Timeline)> takes)
    {
        var states = takes.SelectMany(take => take.Timeline.Kinds).DistinctBy(state => state.Key).ToList();
        var names = states.ConvertAll(state => state.Key);
        return JsonSerializer.Serialize(
            new
            {
                title,
                caption,
                token,
                idle,
                unit = takes[0].Timeline.IsInSteps ? "step" : "s",
                states = states.Select(state => new { name = state.Key, kind = state.Value }),
                takes = takes.Select(take => Take(take.Name, take.Timeline, names)),
            },
            readable);
    }

    private static object Take(string name, Timeline timeline, List<string> states)
    {
        List<string> runs = [.. timeline.Spans.Select(span => span.Language).Distinct()];
        var lanes =
            from lane in timeline.Spans.Select(span => span.Lane).Distinct()
            from same in runs.Select(run => (run, does: Does(timeline, run, lane, states))).Where(one => one.does != Nothing).GroupBy(one => one.does)
            select new Dictionary<string, object>
            {
                ["name"] = lane,
                ["in"] = same.Select(one => one.run),
                ["spans"] = JsonSerializer.Deserialize<JsonElement>(same.Key.Spans),
                ["flags"] = JsonSerializer.Deserialize<JsonElement>(same.Key.Flags),
            };
        var until = timeline.Spans.Select(span => span.End).Concat(timeline.Flags.Select(flag => flag.At)).Max();
        return new { name, until = Math.Max(until, 0.001), runs, lanes };
    }

    private static (string Spans, string Flags) Nothing => ("[]", "[]");

    /// <summary>What a run does in a lane, as text that can be compared; times to the tick, for sums of floating-point numbers differ by less.</summary>
    private static (string Spans, string Flags) Does(Timeline timeline, string run, string lane, List<string> states) => (
        JsonSerializer.Serialize(timeline.Spans.Where(span => span.Language == run && span.Lane == lane)
            .Select(span => new[] { Ticks.Round(span.Start), Ticks.Round(span.End), states.IndexOf(span.Label) })),
        JsonSerializer.Serialize(timeline.Flags.Where(flag => flag.Language == run && flag.Lane == lane)
            .Select(flag => new object[] { Ticks.Round(flag.At), flag.Event }), readable));
}
