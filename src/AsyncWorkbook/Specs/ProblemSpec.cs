using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncWorkbook;

/// <summary>
/// What a problem's solutions must do, in no language: parameters, expected results and events in virtual time, and the
/// differences between languages that are documented. Read from <c>data/</c>; <c>data/README.md</c> describes the schema.
/// </summary>
/// <param name="Id">The file's name without its ending, such as <c>p01-chess-simul</c>.</param>
/// <param name="Title">The problem's name.</param>
/// <param name="About">The problem in a few sentences.</param>
/// <param name="Sources">Where the figures come from.</param>
/// <param name="Parameters">The numbers a reader may change, by name.</param>
/// <param name="Variants">The ways to solve it and what each must do, by name.</param>
/// <param name="Examples">Concrete cases that pin the rules down.</param>
public sealed record ProblemSpec(
    string Id,
    string Title,
    string About,
    IReadOnlyList<SpecSource> Sources,
    IReadOnlyDictionary<string, SpecParameter> Parameters,
    IReadOnlyDictionary<string, SpecVariant> Variants,
    IReadOnlyList<SpecExample> Examples)
{
    private static readonly JsonSerializerOptions strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    // NaN and the infinite become text, which no parameter is.
    private static readonly JsonSerializerOptions named = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Reads a spec.</summary>
    /// <param name="path">The file, such as <c>../data/p01-chess-simul.json</c>, seen from the notebook's folder.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">It is not a spec; the message says which file and what is wrong.</exception>
    public static ProblemSpec Load(string path)
    {
        try
        {
            var spec = JsonSerializer.Deserialize<ProblemSpec>(File.ReadAllText(path), strict)
                is { Id: not null, Sources: not null, Parameters: not null, Variants: not null, Examples: not null } read
                ? read
                : throw new JsonException("'id', 'sources', 'parameters', 'variants' or 'examples' is missing.");
            var (name, wrong) = spec.Parameters.FirstOrDefault(parameter => !parameter.Value.HasRange);
            return wrong is null
                ? spec
                : throw new JsonException($"'parameters' gives '{name}' no 'value' from 'min' to 'max' and no 'step'; it takes all four.");
        }
        catch (JsonException error)
        {
            throw new FormatException($"{path} is not a problem spec: {error.Message}", error);
        }
    }

    /// <summary>What a variant must do for these parameters.</summary>
    /// <param name="variant">The variant's name, such as <c>rounds</c>.</param>
    /// <param name="parameters">An object of numbers by parameter name; those it leaves out keep their default.</param>
    /// <exception cref="KeyNotFoundException">There is no such variant or parameter; the message lists the names.</exception>
    /// <exception cref="ArgumentException">A parameter is not a number.</exception>
    /// <exception cref="FormatException">A formula of the spec is wrong; the message says where.</exception>
    public Expectation Expect(string variant, object? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(variant);
        return Variants.TryGetValue(variant, out var chosen)
            ? new Expectation(chosen, new Scope(Numbers(parameters)).With(chosen.Let))
            : throw new KeyNotFoundException($"{Id} has no variant '{variant}'; there are {string.Join(", ", Variants.Keys)}.");
    }

    /// <summary>Checks that parameters are what the spec allows, so that its rules hold for them.</summary>
    /// <param name="parameters">An object of numbers by parameter name.</param>
    /// <returns>The same object.</returns>
    /// <exception cref="ArgumentException">
    /// One is not; the message names it, what was given and what it takes, and so for each that is not.
    /// </exception>
    /// <exception cref="KeyNotFoundException">There is no such parameter; the message lists the names.</exception>
    public T Check<T>(T parameters)
    {
        var given = Members(parameters);
        var numbers = Numbers(given.Where(one => one.Value.ValueKind == JsonValueKind.Number).ToDictionary());
        var wrong = given
            .Select(one => Parameters.TryGetValue(one.Key, out var parameter) ? parameter.Refusal(one.Key, one.Value, numbers) : throw Unknown(one.Key))
            .OfType<string>()
            .ToList();
        return wrong.Count == 0 ? parameters : throw new ArgumentException(string.Join(" ", wrong));
    }

    private KeyNotFoundException Unknown(string parameter) =>
        new($"{Id} has no parameter '{parameter}'; there are {string.Join(", ", Parameters.Keys)}.");

    /// <summary>All parameters: the given ones, and the defaults of the rest.</summary>
    private Dictionary<string, double> Numbers(object? given)
    {
        var numbers = Parameters.ToDictionary(parameter => parameter.Key, parameter => parameter.Value.Value);
        foreach (var (name, value) in Members(given))
        {
            if (!numbers.ContainsKey(name))
            {
                throw Unknown(name);
            }

            numbers[name] = value.ValueKind == JsonValueKind.Number
                ? value.GetDouble()
                : throw new ArgumentException($"{Id}: the parameter '{name}' is a number, and not {value.GetRawText()}.", nameof(given));
        }

        return numbers;
    }

    private Dictionary<string, JsonElement> Members(object? given)
    {
        var json = JsonSerializer.SerializeToElement(given ?? new { }, named);
        return json.ValueKind == JsonValueKind.Object
            ? json.EnumerateObject().ToDictionary(member => member.Name, member => member.Value)
            : throw new ArgumentException($"{Id} takes parameters by name, such as new {{ boards = 12 }}, and not {json.GetRawText()}.", nameof(given));
    }
}

/// <summary>Where a figure of a spec comes from.</summary>
/// <param name="Text">The source, such as author, title and page.</param>
/// <param name="Link">Its address, if it has one.</param>
public sealed record SpecSource(string Text, string? Link = null);
