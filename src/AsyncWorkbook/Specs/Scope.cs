using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AsyncWorkbook;

/// <summary>The names that a spec may use, with their numbers, and the texts that have names.</summary>
internal sealed partial class Scope
{
    private readonly Dictionary<string, double> names;
    private readonly Dictionary<string, string> texts;

    public Scope(IEnumerable<KeyValuePair<string, double>> names)
        : this(names, [])
    {
    }

    private Scope(IEnumerable<KeyValuePair<string, double>> names, IEnumerable<KeyValuePair<string, string>> texts)
    {
        this.names = new Dictionary<string, double>(names);
        this.texts = new Dictionary<string, string>(texts);
    }

    public Scope With(string name, double value) => new(names, texts) { names = { [name] = value } };

    public Scope With(IReadOnlyDictionary<string, JsonElement>? definitions) =>
        (definitions ?? new Dictionary<string, JsonElement>()).Aggregate(this, (scope, definition) => scope.With(definition.Key, definition.Value));

    private Scope With(string name, JsonElement value) => Value(value) is { ValueKind: JsonValueKind.String } text
        ? new Scope(names, texts) { texts = { [name] = text.GetString()! } }
        : With(name, Number(value));

    /// <summary>Whether a formula, written without its <c>=</c>, comes to anything but 0.</summary>
    public bool Holds(string formula) => Formula.Evaluate(formula, names) != 0;

    /// <summary>A number, or what a text that begins with <c>=</c> computes.</summary>
    public double Number(JsonElement value) => Value(value) is { ValueKind: JsonValueKind.Number } number
        ? number.GetDouble()
        : throw new FormatException($"{value.GetRawText()} is neither a number nor a formula; a formula begins with '='.");

    /// <summary>
    /// The value itself; as a number what a text that begins with <c>=</c> computes; of a choice, <c>{"if", "then", "else"}</c>, the
    /// side that holds; and of an order, <c>{"inOrder": {"A": "= a", ...}, "place": 1}</c>, the name at that place: those with less
    /// come first, and of the same the one that is written first.
    /// </summary>
    public JsonElement Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString()! is ['=', .. var formula] =>
            JsonSerializer.SerializeToElement(Ticks.Round(Formula.Evaluate(formula.Trim(), names))),
        JsonValueKind.String => JsonSerializer.SerializeToElement(Fill(value.GetString()!)),
        JsonValueKind.Object when Member(value, "if") is { } condition =>
            Value(Holds(condition.GetString()!) ? Required(value, "then") : Required(value, "else")),
        JsonValueKind.Object when Member(value, "inOrder") is { } numbers =>
            JsonSerializer.SerializeToElement(numbers.EnumerateObject()
                .OrderBy(one => Number(one.Value)).ElementAt((int)Number(Required(value, "place")) - 1).Name),
        _ => value,
    };

    /// <summary>Replaces <c>{name}</c> by its number or text.</summary>
    public string Fill(string text) => Hole().Replace(text, hole =>
        texts.TryGetValue(hole.Groups[1].Value, out var named) ? named
        : names.TryGetValue(hole.Groups[1].Value, out var number) ? number.ToString(CultureInfo.InvariantCulture)
        : throw new FormatException($"\"{text}\" names '{hole.Groups[1].Value}'; known are {string.Join(", ", names.Keys.Concat(texts.Keys))}."));

    private static JsonElement? Member(JsonElement value, string name) => value.TryGetProperty(name, out var member) ? member : null;

    private static JsonElement Required(JsonElement value, string name) =>
        Member(value, name) ?? throw new FormatException($"{value.GetRawText()} has no '{name}'.");

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Hole();
}
