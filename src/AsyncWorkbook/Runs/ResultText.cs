using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AsyncWorkbook;

/// <summary>
/// Results as a person reads them, the same in all three languages: <c>43,200</c>, whether a language counted it as
/// <c>43200</c> or <c>43200.0</c>. The twins in JavaScript and Python follow the same rules.
/// </summary>
internal static class ResultText
{
    private static readonly JsonSerializerOptions readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A result. Numbers are rounded to ticks of 100 ns.</summary>
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Ticks.Round(value.GetDouble()).ToString("#,0.#######", CultureInfo.InvariantCulture),
        JsonValueKind.String => value.GetString()!,
        _ => Json(value),
    };

    /// <summary>A run in a line, such as <c>completed: lastReply = 3,655 (4,322 events)</c>.</summary>
    public static string Of(Run run)
    {
        var results = run.Results.Select(result => $"{result.Key} = {Of(result.Value)}");
        return $"{run.Outcome}{(run.Results.Count == 0 ? "" : ": ")}{string.Join(", ", results)} ({Count(run.Events)})";
    }

    /// <summary>How many events, such as <c>4,322 events</c>.</summary>
    public static string Count(IReadOnlyList<LoggedEvent> events) =>
        string.Create(CultureInfo.InvariantCulture, $"{events.Count:#,0} {(events.Count == 1 ? "event" : "events")}");

    // Within lists a comma separates, so numbers have none there.
    private static string Json(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Json))}]",
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(member => $"{Quote(member.Name)}:{Json(member.Value)}"))}}}",
        JsonValueKind.Number => Ticks.Round(value.GetDouble()).ToString("0.#######", CultureInfo.InvariantCulture),
        JsonValueKind.String => Quote(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static string Quote(string text) => JsonSerializer.Serialize(text, readable);
}
