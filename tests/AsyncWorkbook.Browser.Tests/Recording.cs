using System.Text.Json.Nodes;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>A recording to play, as the book's library shows it.</summary>
internal static class Recording
{
    public const string Mime = "application/vnd.async-workbook.player+json";

    /// <summary>Two jobs that wait for a while, in two takes; a text that stands wherever a recording has words.</summary>
    public static JsonObject Of(string text)
    {
        JsonObject Take(string name, int until) => new()
        {
            ["name"] = $"{name} {text}".Trim(),
            ["until"] = until,
            ["runs"] = new JsonArray("C#", "Python"),
            ["lanes"] = new JsonArray(
                Lane("job 1", ["C#", "Python"], [[0, 5, 0], [5, until, 1]]),
                Lane("job 2", ["C#"], [[5, 10, 0], [10, until, 1]]),
                Lane("job 2", ["Python"], [[5, 15, 0]])),
        };

        JsonObject Lane(string name, string[] runs, int[][] spans) => new()
        {
            ["name"] = name,
            ["in"] = new JsonArray([.. runs.Select(run => (JsonNode)run)]),
            ["spans"] = new JsonArray([.. spans.Select(span => new JsonArray([.. span.Select(number => (JsonNode)number)]))]),
            ["flags"] = new JsonArray(new JsonArray(spans[^1][1], $"ends {text}".Trim())),
        };

        return new JsonObject
        {
            ["title"] = $"Jobs {text}".Trim(),
            ["caption"] = $"Two of them. {text}".Trim(),
            ["token"] = "♞",
            ["states"] = new JsonArray(new JsonObject { ["name"] = $"works {text}".Trim(), ["kind"] = "runs" }, new JsonObject { ["name"] = $"rests {text}".Trim(), ["kind"] = "waits" }),
            ["takes"] = new JsonArray(Take("short", 20), Take("long", 200)),
        };
    }
}
