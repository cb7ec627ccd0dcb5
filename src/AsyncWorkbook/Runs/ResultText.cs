using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace AsyncWorkbook;

/// <summary>
/// Results as a person reads them, the same in all three languages: <c>43,200</c>, whether a language counted it as
/// <c>43200</c> or <c>43200.0</c>. The twins in JavaScript and Python follow the same rules.
/// </summary>
internal static class ResultText
{
    private const int longest = 1000; // characters

    /// <summary>A result. Numbers are rounded to ticks of 100 ns.</summary>
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Number(value, "#,0.#######"),
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

    /// <summary>A text, or the beginning of a long one and how long it is. A cell may show only so much, and a verdict must not be lost.</summary>
    public static string Beginning(string text) => text.Length <= longest
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text[..longest]} ... ({text.Length:#,0} characters)");

    // Within lists a comma separates, so numbers have none there.
    private static string Json(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Json))}]",
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(member => $"{Quote(member.Name)}:{Json(member.Value)}"))}}}",
        JsonValueKind.Number => Number(value, "0.#######"),
        JsonValueKind.String => Quote(value.GetString()!),
        _ => value.GetRawText(),
    };

    // A double's own custom formats show 15 digits, too few for 9,007,199,254,740,991: the shortest digits that mean it, without exponent.
    private static string Number(JsonElement value, string format)
    {
        var number = Ticks.Round(value.GetDouble());
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        return Math.Abs(number) switch
        {
            < (double)decimal.MaxValue => decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture)
                .ToString(format, CultureInfo.InvariantCulture),
            <= double.MaxValue => BigInteger.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture)
                .ToString(format[0] == '#' ? "N0" : "D", CultureInfo.InvariantCulture),
            _ => shortest,
        };
    }

    // As JSON.stringify and json.dumps do; the serializer's own encoders escape more, such as all that is beyond U+FFFF.
    private static string Quote(string text) => $"\"{string.Concat(text.Select(Escape))}\"";

    private static string Escape(char sign) => sign switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => @"\b",
        '\f' => @"\f",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        < ' ' => $@"\u{(int)sign:x4}",
        _ => sign.ToString(),
    };
}
