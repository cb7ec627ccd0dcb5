using System.Text.Json;
using Microsoft.DotNet.Interactive.Formatting;

namespace AsyncWorkbook.Tests;

/// <summary>What the book's pages are given to play.</summary>
public class PlayerTests
{
    public const string Mime = "application/vnd.async-workbook.player+json";

    private static readonly Dictionary<string, string> labels = new() { ["thinks"] = "thinking", ["moves"] = "waiting" };

    public PlayerTests()
    {
        Formatters.Register();
    }

    [Fact]
    public void Runs_that_do_the_same_share_a_lane_and_others_part()
    {
        var take = Json(Two(lastInPython: 61).ToDisplayString(Mime)).GetProperty("takes")[0];
        Assert.Equal(
            ["""one ["C#"] [[0,5,0],[5,60,1]]""", """one ["Python"] [[0,5,0],[5,61,1]]""", """two ["C#","Python"] [[2,60,0]]"""],
            Lanes(take));
        Assert.Equal(61, take.GetProperty("until").GetDouble());
        Assert.Equal(
            ["""one ["C#","Python"] [[0,5,0],[5,60,1]]""", """two ["C#","Python"] [[2,60,0]]"""],
            Lanes(Json(Two(lastInPython: 60).ToDisplayString(Mime)).GetProperty("takes")[0]));
    }

    [Fact]
    public void Times_that_differ_by_less_than_a_tick_are_the_same()
    {
        Assert.Equal(2, Lanes(Json(Two(lastInPython: 60 + 1e-9).ToDisplayString(Mime)).GetProperty("takes")[0]).Count());
    }

    [Fact]
    public void A_state_is_one_of_running_waiting_and_being_ready()
    {
        Assert.Equal(["runs", "waits"], Kinds(Two(60)));
        Assert.Equal(["ready", "waits"], Kinds(Two(60, waits: ["waiting"], ready: ["thinking"])));
        Assert.Equal(["waits", "runs"], Kinds(Two(60, waits: ["thinking"])));
    }

    [Fact]
    public void An_event_can_be_marked_in_its_lane()
    {
        var lanes = Json(Two(61, flags: ["ends"]).ToDisplayString(Mime)).GetProperty("takes")[0].GetProperty("lanes");
        Assert.Equal(["""[[60,"ends"]]""", """[[61,"ends"]]""", """[[60,"ends"]]"""], lanes.EnumerateArray().Select(lane => lane.GetProperty("flags").GetRawText()));
    }

    [Fact]
    public void In_steps_only_the_order_counts_and_what_an_actor_does_last_takes_one()
    {
        var timeline = InSteps(12);
        var json = Json(timeline.ToDisplayString(Mime));
        Assert.Equal("step", json.GetProperty("unit").GetString());
        var take = json.GetProperty("takes")[0];
        Assert.Equal(["""one ["C#","Python"] [[0,2,0],[2,3,1]]""", """two ["C#","Python"] [[1,3,0],[3,4,1]]"""], Lanes(take));
        Assert.Equal(4, take.GetProperty("until").GetDouble());
        var text = timeline.ToDisplayString("text/plain");
        Assert.Contains("from step", text, StringComparison.Ordinal);
        Assert.Matches(@"one +thinking +1 +2 ", text);
        Assert.Contains("steps (strong: thinking", timeline.ToDisplayString("application/vnd.plotly.v1+json"), StringComparison.Ordinal);
        Assert.Equal("s", Json(Two(60).ToDisplayString(Mime)).GetProperty("unit").GetString());
    }

    [Fact]
    public void A_player_plays_seconds_or_steps()
    {
        var takes = new Dictionary<string, Timeline> { ["order"] = InSteps(12), ["seconds"] = Two(60) };
        Assert.Contains("not both", Assert.Throws<ArgumentException>(() => Player.Of("", "", takes)).Message, StringComparison.Ordinal);
        takes["seconds"] = InSteps(60);
        var player = Player.Of("", "", takes);
        Assert.Contains("from step", player.ToDisplayString("text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public void Hosts_without_a_player_draw_the_recordings_on_one_chart()
    {
        var player = Player.Of("Both", "Why.", new Dictionary<string, Timeline> { ["slow"] = Two(61), ["quick"] = Two(60) }, token: "♞");
        Assert.Equal(["application/vnd.plotly.v1+json", "text/html", "text/plain", Mime], Formatter.GetPreferredMimeTypesFor(typeof(Player)));
        Assert.Contains("slow, quick", player.ToDisplayString("text/plain"), StringComparison.Ordinal);
        Assert.Contains("<svg", player.ToDisplayString("text/html"), StringComparison.Ordinal);
        var json = Json(player.ToDisplayString(Mime));
        Assert.Equal("♞", json.GetProperty("token").GetString());
        Assert.Equal(["slow", "quick"], json.GetProperty("takes").EnumerateArray().Select(take => take.GetProperty("name").GetString()));
        Assert.Throws<ArgumentException>(() => Player.Of("", "", new Dictionary<string, Timeline>()));
    }

    /// <summary>Two runs of the same order, one of which takes longer; the last events come at one moment.</summary>
    private static Timeline InSteps(double last) => Timeline.InSteps(
        "Two",
        "Why.",
        new Runs { ["C#"] = Ordered(1), ["Python"] = Ordered(last) },
        labels);

    private static Run Ordered(double last) => new(
        new Dictionary<string, JsonElement>(),
        [new(0, "one", "thinks"), new(0, "two", "thinks"), new(0, "one", "moves"), new(last, "two", "moves"), new(last, "two", "ends")],
        "completed");

    private static Timeline Two(double lastInPython, IReadOnlyList<string>? waits = null, IReadOnlyList<string>? ready = null, IReadOnlyList<string>? flags = null) => Timeline.Of(
        "Two",
        "Why.",
        new Runs { ["C#"] = Run(60), ["Python"] = Run(lastInPython) },
        labels,
        waits: waits,
        ready: ready,
        flags: flags);

    private static Run Run(double last) => new(
        new Dictionary<string, JsonElement>(),
        [new(0, "one", "thinks"), new(2, "two", "thinks"), new(5, "one", "moves"), new(60, "two", "ends"), new(last, "one", "ends")],
        "completed");

    private static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    private static IEnumerable<string> Lanes(JsonElement take) => take.GetProperty("lanes").EnumerateArray()
        .Select(lane => $"{lane.GetProperty("name")} {lane.GetProperty("in").GetRawText()} {lane.GetProperty("spans").GetRawText()}");

    private static IEnumerable<string?> Kinds(Timeline timeline) => Json(timeline.ToDisplayString(Mime)).GetProperty("states").EnumerateArray()
        .Select(state => state.GetProperty("kind").GetString());
}
