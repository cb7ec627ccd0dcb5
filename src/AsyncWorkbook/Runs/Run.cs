using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncWorkbook;

/// <summary>
/// One run of a solution, in the shape that all three languages share:
/// <c>{results: {name: value}, events: [{t, actor, event}], outcome}</c>.
/// </summary>
public sealed class Run
{
    /// <summary>The outcome of a program that ran to its end.</summary>
    public const string Completed = "completed";

    private const string notRun = "not run";

    // JSON has no word for NaN and the infinite; they become text, as the twins show them.
    private static readonly JsonSerializerOptions camelCase = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Creates a run from its parts.</summary>
    /// <param name="results">What the program returned, by name.</param>
    /// <param name="events">What happened, in order.</param>
    /// <param name="outcome"><see cref="Completed"/>, or the error as <c>Type: message</c>.</param>
    /// <exception cref="ArgumentException">An event does not say who or what.</exception>
    [JsonConstructor]
    public Run(IReadOnlyDictionary<string, JsonElement> results, IReadOnlyList<LoggedEvent> events, string outcome)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(outcome);
        if (events.Any(e => e.Actor is null || e.Event is null))
        {
            throw new ArgumentException("An event has no actor, or does not say what happened.", nameof(events));
        }

        Results = results;
        Events = events;
        Outcome = outcome;
    }

    /// <summary>What the program returned, by name.</summary>
    [JsonPropertyName("results")]
    public IReadOnlyDictionary<string, JsonElement> Results { get; }

    /// <summary>What happened, in the order in which it was logged; times in seconds.</summary>
    [JsonPropertyName("events")]
    public IReadOnlyList<LoggedEvent> Events { get; }

    /// <summary><see cref="Completed"/>, the recorded error as <c>Type: message</c>, or <c>not run: reason</c>.</summary>
    [JsonPropertyName("outcome")]
    public string Outcome { get; }

    /// <summary>Whether there was a run at all, and not only the reason why there was none.</summary>
    [JsonIgnore]
    public bool HasRun => Outcome != notRun && !Outcome.StartsWith($"{notRun}:", StringComparison.Ordinal);

    /// <summary>A run of a program that was not played on a clock, such as one in a process of its own.</summary>
    /// <param name="results">An object whose members are the results; their names become camel case.</param>
    /// <param name="events">What happened, in order; none by default.</param>
    /// <param name="outcome">How the program ended.</param>
    /// <exception cref="ArgumentException">The results are not an object with members.</exception>
    public static Run Of(object results, IReadOnlyList<LoggedEvent>? events = null, string outcome = Completed) =>
        new(ResultsOf(results), events ?? [], outcome);

    /// <summary>What stands for a run where a program cannot run, such as one that needs Node in a browser.</summary>
    /// <param name="reason">Why, such as <c>needs Node</c>.</param>
    public static Run NotRun(string reason) => new(ResultsOf(null), [], $"{notRun}: {reason}");

    /// <summary>Runs an asynchronous program on a clock and records what it returns and logs.</summary>
    /// <typeparam name="T">An object whose members are the results, or <see cref="object"/>.</typeparam>
    /// <param name="main">The program. It takes its delays from the clock and notes events in the log.</param>
    /// <param name="clock">Virtual or scaled time; one clock for each run.</param>
    /// <param name="recordError">True: an error becomes the run's outcome. False: it is thrown, as it was.</param>
    /// <returns>The run; result names are in camel case.</returns>
    /// <exception cref="DeadlockException">The clock is virtual and the program can never be done.</exception>
    /// <exception cref="ArgumentException">What the program returned is not an object with members.</exception>
    public static async Task<Run> PlayAsync<T>(
        Func<TimeProvider, RunLog, Task<T>> main, EventLoopTimeProvider clock, bool recordError = false)
    {
        ArgumentNullException.ThrowIfNull(main);
        ArgumentNullException.ThrowIfNull(clock);
        var log = new RunLog(clock);
        try
        {
            var results = await clock.RunAsync(() => main(clock, log));
            return new Run(ResultsOf(results), log.Events, Completed);
        }
        catch (Exception error) when (recordError)
        {
            return new Run(ResultsOf(null), log.Events, $"{error.GetType().Name}: {error.Message}");
        }
    }

    /// <summary>Reads a run that another language recorded.</summary>
    /// <param name="json">What <c>#!set --name json --value @python:run</c> leaves in C#.</param>
    /// <exception cref="ArgumentException">The document is not a run; the message says what is missing.</exception>
    public static Run FromJson(JsonDocument json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson(json.RootElement, name: null);
    }

    /// <summary>What <c>#!set</c> brings stands for the run that it holds.</summary>
    /// <param name="json">The run as JSON.</param>
    [return: NotNullIfNotNull(nameof(json))]
    public static implicit operator Run?(JsonDocument? json) => json is null ? null : FromJson(json);

    /// <summary>A result that is a number, such as a time in seconds.</summary>
    /// <param name="name">The result's name.</param>
    /// <exception cref="KeyNotFoundException">There is no such result, or it is not a number; the message lists the names.</exception>
    public double Number(string name) =>
        Results.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : throw new KeyNotFoundException($"This run has no number '{name}'; its results are: {string.Join(", ", Results.Keys)}.");

    /// <summary>How late each event came, against a run of the same program in which nothing was late.</summary>
    /// <param name="plan">The run in virtual time. An actor's first event belongs to its first there, and so on.</param>
    /// <returns>The planned events in their order, and how much later each happened here, in seconds.</returns>
    public IReadOnlyList<(LoggedEvent Planned, double Late)> LatenessAgainst(Run plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var found = Events.ToLookup(e => e.Actor);
        return
        [
            .. from actor in plan.Events.GroupBy(e => e.Actor)
               from pair in actor.Zip(found[actor.Key])
               orderby pair.First.T
               select (pair.First, pair.Second.T - pair.First.T),
        ];
    }

    /// <summary>The run in a line, such as <c>completed: lastReply = 3,655 (4,322 events)</c>.</summary>
    public override string ToString() => ResultText.Of(this);

    /// <summary>Reads a run; an error names it, if it has a name.</summary>
    internal static Run FromJson(JsonElement json, string? name)
    {
        try
        {
            return json.Deserialize<Run>() ?? throw new JsonException("It is null.");
        }
        catch (Exception error) when (error is JsonException or ArgumentException or NotSupportedException)
        {
            throw new ArgumentException(
                $"{(name is null ? "This" : $"'{name}'")} is not a run: expected {{\"results\": {{...}}, \"events\": [{{\"t\", \"actor\", " +
                $"\"event\"}}, ...], \"outcome\": \"...\"}}, as play() returns it. {error.Message}", error);
        }
    }

    private static Dictionary<string, JsonElement> ResultsOf(object? results)
    {
        var json = JsonSerializer.SerializeToElement(results, camelCase);
        return json.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.Object => json.EnumerateObject().ToDictionary(member => member.Name, member => member.Value),
            _ => throw new ArgumentException(
                $"A program returns its results by name, such as new {{ hostDone = 3600 }}, and not {json.GetRawText()}."),
        };
    }
}
