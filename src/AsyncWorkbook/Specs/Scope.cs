using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AsyncWorkbook;

/// <summary>The names a spec's formulas may use, with their numbers.</summary>
internal sealed partial class Scope
{
    private readonly Dictionary<string, double> names;

    public Scope(IEnumerable<KeyValuePair<string, double>> names)
    {
        this.names = new Dictionary<string, double>(names);
    }

    public Scope With(string name, double value) => new(names) { names = { [name] = value } };

    public Scope With(IReadOnlyDictionary<string, JsonElement>? definitions) =>
        (definitions ?? new Dictionary<string, JsonElement>())
            .Aggregate(this, (scope, definition) => scope.With(definition.Key, scope.Number(definition.Value)));

    /// <summary>A number, or what a text that begins with <c>=</c> computes.</summary>
    public double Number(JsonElement value) => Value(value) is { ValueKind: JsonValueKind.Number } number
        ? number.GetDouble()
        : throw new FormatException($"{value.GetRawText()} is neither a number nor a formula; a formula begins with '='.");

    /// <summary>The value itself, or as a number what a text that begins with <c>=</c> computes.</summary>
    public JsonElement Value(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString()! is ['=', .. var formula]
            ? JsonSerializer.SerializeToElement(Ticks.Round(Formula.Evaluate(formula.Trim(), names)))
            : value;

    /// <summary>Replaces <c>{name}</c> by its number.</summary>
    public string Fill(string text) => Hole().Replace(text, hole =>
        names.TryGetValue(hole.Groups[1].Value, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : throw new FormatException($"\"{text}\" names '{hole.Groups[1].Value}'; known are {string.Join(", ", names.Keys)}."));

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Hole();
}
