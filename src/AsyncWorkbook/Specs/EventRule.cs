using System.Text.Json;

namespace AsyncWorkbook;

/// <summary>
/// A rule that yields expected events: one event (<see cref="Actor"/> and <see cref="Event"/>, and <see cref="T"/> where
/// time matters), or a block (<see cref="Log"/>) repeated for the numbers in <see cref="For"/>.
/// </summary>
/// <param name="For">Names and their first and last number, inclusive; the first name is the outer loop.</param>
/// <param name="Let">Names for intermediate values, computed in order.</param>
/// <param name="Log">The rules of a block.</param>
/// <param name="If">A formula without its <c>=</c>: where it comes to 0, the rule yields nothing.</param>
/// <param name="T">When: seconds, or a formula.</param>
/// <param name="Actor">Who; <c>{name}</c> stands for a number or a text.</param>
/// <param name="Event">What; <c>{name}</c> stands for a number or a text.</param>
public sealed record EventRule(
    IReadOnlyDictionary<string, JsonElement[]>? For = null,
    IReadOnlyDictionary<string, JsonElement>? Let = null,
    IReadOnlyList<EventRule>? Log = null,
    string? If = null,
    JsonElement? T = null,
    string? Actor = null,
    string? Event = null)
{
    /// <summary>Yields the events of this rule; those without a time have <see cref="double.NaN"/>.</summary>
    internal IEnumerable<LoggedEvent> Expand(Scope scope) =>
        Repeat(scope, (For ?? new Dictionary<string, JsonElement[]>()).ToArray());

    private IEnumerable<LoggedEvent> Repeat(Scope scope, ReadOnlyMemory<KeyValuePair<string, JsonElement[]>> loops)
    {
        if (loops.IsEmpty)
        {
            var inner = scope.With(Let);
            return If is null || inner.Holds(If) ? Once(inner) : [];
        }

        var (name, bounds) = loops.Span[0];
        if (bounds is not [var first, var last])
        {
            throw new FormatException($"'for' gives '{name}' {bounds.Length} numbers; it takes the first and the last.");
        }

        var from = (int)scope.Number(first);
        var count = Math.Max(0, (int)scope.Number(last) - from + 1);
        return Enumerable.Range(from, count).SelectMany(number => Repeat(scope.With(name, number), loops[1..]));
    }

    private IEnumerable<LoggedEvent> Once(Scope scope) => (Log, Actor, Event) switch
    {
        ({ } block, null, null) => block.SelectMany(rule => rule.Expand(scope)),
        (null, { } actor, { } what) =>
            [new LoggedEvent(T is { } t ? Ticks.Round(scope.Number(t)) : double.NaN, scope.Fill(actor), scope.Fill(what))],
        _ => throw new FormatException("An event rule has either 'log', or 'actor' and 'event'."),
    };
}
