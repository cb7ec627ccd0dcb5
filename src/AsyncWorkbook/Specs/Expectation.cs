using System.Text.Json;

namespace AsyncWorkbook;

/// <summary>What a variant of a problem must do for given parameters, in each language.</summary>
public sealed class Expectation
{
    private readonly SpecVariant variant;
    private readonly Scope scope;

    internal Expectation(SpecVariant variant, Scope scope)
    {
        this.variant = variant;
        this.scope = scope;
        Results = Values(variant.Results);
        Events = variant.Events is { } rules ? Expand(rules) : null;
    }

    /// <summary>The variant in a few words.</summary>
    public string Title => variant.Title;

    /// <summary>The expected results, by name; numbers are rounded to ticks of 100 ns.</summary>
    public IReadOnlyDictionary<string, JsonElement> Results { get; }

    /// <summary>How the program ends.</summary>
    public string Outcome => variant.Outcome;

    /// <summary>
    /// The expected events by time, in seconds (<see cref="double.NaN"/> where time does not matter); null if events are
    /// not compared.
    /// </summary>
    public IReadOnlyList<LoggedEvent>? Events { get; }

    /// <summary>Which order of events is specified.</summary>
    public EventOrder Order => variant.Order;

    /// <summary>The languages that must have run it, in the book's order.</summary>
    public IReadOnlyList<string> Languages => variant.Languages ?? Language.All;

    /// <summary>The run of a language that does just what is expected of it: the common rules, and its documented differences.</summary>
    /// <param name="language">C#, JavaScript or Python.</param>
    public Run RunOf(string language)
    {
        var differences = DifferencesOf(language).ToList();
        var results = new Dictionary<string, JsonElement>(Results);
        foreach (var (name, value) in differences.SelectMany(difference => Values(difference.Results)))
        {
            results[name] = value;
        }

        var events = differences.Find(difference => difference.Events is not null) is { } other ? Expand(other.Events!) : Events;
        return new Run(results, events ?? [], differences.Find(difference => difference.Outcome is not null)?.Outcome ?? Outcome);
    }

    /// <summary>The documented differences of a language.</summary>
    internal IEnumerable<SpecDifference> DifferencesOf(string language) =>
        (variant.Differences ?? []).Where(difference => difference.Language == language);

    internal IReadOnlyDictionary<string, JsonElement> Values(IReadOnlyDictionary<string, JsonElement>? results) =>
        (results ?? new Dictionary<string, JsonElement>()).ToDictionary(result => result.Key, result => scope.Value(result.Value));

    internal IReadOnlyList<LoggedEvent> Expand(IReadOnlyList<EventRule> rules)
    {
        List<LoggedEvent> events = [.. rules.SelectMany(rule => rule.Expand(scope))];
        return events.Exists(e => double.IsNaN(e.T)) ? events : [.. events.OrderBy(e => e.T)];
    }
}
