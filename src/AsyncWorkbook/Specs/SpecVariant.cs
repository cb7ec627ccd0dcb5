using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncWorkbook;

/// <summary>One way to solve a problem and what it must do.</summary>
/// <param name="Title">The way in a few words.</param>
/// <param name="About">The way in a sentence or two.</param>
/// <param name="Let">Names for intermediate values, computed in order.</param>
/// <param name="Results">Expected results by name; a text that begins with <c>=</c> is a formula.</param>
/// <param name="Outcome">How the program ends.</param>
/// <param name="Order">Which order of events is specified.</param>
/// <param name="Events">Rules for the expected events; null: events are not compared.</param>
/// <param name="Differences">What a language does otherwise, by its own documentation.</param>
/// <param name="Languages">The languages that have this way and must have run it: C#, JavaScript, Python; null: all three.</param>
public sealed record SpecVariant(
    string Title,
    string About,
    IReadOnlyDictionary<string, JsonElement>? Let = null,
    IReadOnlyDictionary<string, JsonElement>? Results = null,
    string Outcome = Run.Completed,
    EventOrder Order = EventOrder.Total,
    IReadOnlyList<EventRule>? Events = null,
    IReadOnlyList<SpecDifference>? Differences = null,
    IReadOnlyList<string>? Languages = null);

/// <summary>A documented difference: what one language does otherwise. What it leaves out is as in the variant.</summary>
/// <param name="Language">C#, JavaScript or Python.</param>
/// <param name="Rule">The rule that explains it, in a sentence.</param>
/// <param name="Link">The language's own documentation of that rule.</param>
/// <param name="Results">Results that differ, by name.</param>
/// <param name="Outcome">How the program ends, if that differs.</param>
/// <param name="Events">All events, if they differ.</param>
public sealed record SpecDifference(
    string Language,
    string Rule,
    string Link,
    IReadOnlyDictionary<string, JsonElement>? Results = null,
    string? Outcome = null,
    IReadOnlyList<EventRule>? Events = null);

/// <summary>A concrete case of a variant, written out without rules.</summary>
/// <param name="Variant">The variant's name.</param>
/// <param name="Parameters">The parameters that differ from the defaults.</param>
/// <param name="Results">The results, by name.</param>
/// <param name="Events">All events, as <c>[t, actor, event]</c>; null: only the results are given.</param>
public sealed record SpecExample(
    string Variant,
    IReadOnlyDictionary<string, double> Parameters,
    IReadOnlyDictionary<string, JsonElement> Results,
    IReadOnlyList<JsonElement[]>? Events = null);

/// <summary>Which order of events is specified.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventOrder>))]
public enum EventOrder
{
    /// <summary>All events happen in one order.</summary>
    Total,

    /// <summary>
    /// Each actor's events happen in order; between actors only time orders them, so events of different actors at the
    /// same instant, or without a time, have no order.
    /// </summary>
    ByActor,
}
