using System.Text.Json.Serialization;

namespace AsyncWorkbook;

/// <summary>One thing that happened in a run.</summary>
/// <param name="T">When, in seconds since the run began.</param>
/// <param name="Actor">Who, such as <c>board 3</c>.</param>
/// <param name="Event">What, such as <c>host moves</c>.</param>
public readonly record struct LoggedEvent(
    [property: JsonRequired, JsonPropertyName("t")] double T,
    [property: JsonRequired, JsonPropertyName("actor")] string Actor,
    [property: JsonRequired, JsonPropertyName("event")] string Event)
{
    /// <summary>Such as <c>60 s board 1: opponent moves</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{T} s {Actor}: {Event}");
}
