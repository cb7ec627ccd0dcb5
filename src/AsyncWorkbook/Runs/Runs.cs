using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace AsyncWorkbook;

/// <summary>
/// Runs by name, in the order in which they were added: the names are languages, variants of a problem, or whatever a
/// chapter compares. A cell may write it down, <c>new Runs { ["rounds"] = run }</c>, or collect it run by run.
/// </summary>
public sealed class Runs : IReadOnlyDictionary<string, Run>
{
    private readonly Dictionary<string, Run> runs = []; // nothing is ever removed, so it keeps its order

    /// <inheritdoc/>
    public IEnumerable<string> Keys => runs.Keys;

    /// <inheritdoc/>
    public IEnumerable<Run> Values => runs.Values;

    /// <inheritdoc/>
    public int Count => runs.Count;

    /// <summary>Gets a run, or adds or replaces it.</summary>
    /// <param name="name">Its name, such as <c>JavaScript</c> or <c>rounds</c>.</param>
    /// <exception cref="KeyNotFoundException">There is no run of that name; the message lists the names.</exception>
    public Run this[string name]
    {
        get => runs.TryGetValue(name, out var run)
            ? run
            : throw new KeyNotFoundException($"There is no run '{name}'; there are {string.Join(", ", runs.Keys)}.");
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            runs[name] = value;
        }
    }

    /// <summary>The same solution in several languages; a language that is left out has no run.</summary>
    /// <param name="csharp">The run in C#.</param>
    /// <param name="javascript">The run in JavaScript: what <c>#!set --name x --value @javascript:run</c> leaves in C#.</param>
    /// <param name="python">The run in Python, likewise.</param>
    public static Runs Of(Run? csharp = null, Run? javascript = null, Run? python = null)
    {
        var runs = new Runs();
        foreach (var (language, run) in new[] { (Language.CSharp, csharp), (Language.JavaScript, javascript), (Language.Python, python) })
        {
            if (run is not null)
            {
                runs[language] = run;
            }
        }

        return runs;
    }

    /// <summary>Several variants of a problem, each in those languages that have a run of that name.</summary>
    /// <param name="csharp">The runs in C#, by variant.</param>
    /// <param name="javascript">The runs in JavaScript, by variant: what <c>#!set</c> leaves in C#.</param>
    /// <param name="python">The runs in Python, likewise.</param>
    /// <returns>The runs of each variant, by language.</returns>
    public static IReadOnlyDictionary<string, Runs> ByVariant(Runs? csharp = null, Runs? javascript = null, Runs? python = null)
    {
        var variants = new[] { csharp, javascript, python }.SelectMany(runs => runs?.Keys ?? []).Distinct();
        return variants.ToDictionary(variant => variant, variant =>
            Of(csharp?.runs.GetValueOrDefault(variant), javascript?.runs.GetValueOrDefault(variant), python?.runs.GetValueOrDefault(variant)));
    }

    /// <summary>All of several sets of runs; where two have the same name, the later one counts.</summary>
    /// <param name="parts">The sets, such as one from each language.</param>
    public static Runs Union(params Runs[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var union = new Runs();
        foreach (var (name, run) in parts.SelectMany(part => part))
        {
            union[name] = run;
        }

        return union;
    }

    /// <summary>Reads runs that another language recorded.</summary>
    /// <param name="json">An object of runs by name: what <c>#!set</c> leaves in C#.</param>
    /// <exception cref="ArgumentException">The document holds something else; the message says where.</exception>
    public static Runs FromJson(JsonDocument json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException($"These are no runs: expected {{\"name\": run, ...}}, and not {json.RootElement.ValueKind}.", nameof(json));
        }

        var runs = new Runs();
        foreach (var member in json.RootElement.EnumerateObject())
        {
            runs[member.Name] = Run.FromJson(member.Value, member.Name);
        }

        return runs;
    }

    /// <summary>What <c>#!set</c> brings stands for the runs that it holds.</summary>
    /// <param name="json">An object of runs by name.</param>
    [return: NotNullIfNotNull(nameof(json))]
    public static implicit operator Runs?(JsonDocument? json) => json is null ? null : FromJson(json);

    /// <summary>The same runs and one more.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="run">The run.</param>
    /// <returns>A copy; these runs stay as they are.</returns>
    public Runs With(string name, Run run) => Union(this, new Runs { [name] = run });

    /// <inheritdoc/>
    public bool ContainsKey(string key) => runs.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Run value) => runs.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Run>> GetEnumerator() => runs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A line for each run, such as <c>rounds: completed: lastReply = 3,655 (4,322 events)</c>.</summary>
    public override string ToString() => string.Join('\n', runs.Select(run => $"{run.Key}: {run.Value}"));
}
