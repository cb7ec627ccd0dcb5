using System.Globalization;
using System.Text.Json;
using CsCheck;

namespace AsyncWorkbook.Tests;

public class ProblemSpecTests
{
    private static readonly Gen<(string Text, double Value)> number =
        Gen.Int[0, 99].Select(n => (n.ToString(CultureInfo.InvariantCulture), (double)n));

    private static readonly Gen<(string Text, double Value)> name = Gen.Bool.Select(first => first ? ("a", 2.5) : ("b", -3.0));

    private static readonly Gen<(string Text, double Value)> formula = Gen.Recursive<(string Text, double Value)>((depth, self) =>
        depth > 4 ? Gen.OneOf(number, name) : Gen.OneOf(
            number,
            name,
            Gen.Select(self, self, (x, y) => ($"({x.Text} + {y.Text})", x.Value + y.Value)),
            Gen.Select(self, self, (x, y) => ($"({x.Text}-{y.Text})", x.Value - y.Value)),
            Gen.Select(self, self, (x, y) => ($"({x.Text} * {y.Text})", x.Value * y.Value)),
            Gen.Select(self, self, (x, y) => ($"max({x.Text}, {y.Text})", Math.Max(x.Value, y.Value))),
            Gen.Select(self, self, (x, y) => ($"min({x.Text},{y.Text})", Math.Min(x.Value, y.Value))),
            self.Select(x => ($"floor({x.Text} / 4)", Math.Floor(x.Value / 4))),
            self.Select(x => ($"ceil({x.Text} / 4)", Math.Ceiling(x.Value / 4))),
            self.Select(x => ($"-{x.Text}", -x.Value))));

    [Fact]
    public void Formulas_compute_what_they_say() => formula.Sample(
        f => Math.Abs(Evaluate(f.Text) - f.Value) <= 1e-7,
        iter: 300,
        threads: 1,
        print: f => f.Text);

    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("7 - 2 - 1", 4)]
    [InlineData("12 / 3 / 2", 2)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("7 % 4 + 0.25", 3.25)]
    [InlineData("1 + 1 < 3", 1)]
    [InlineData("a <= 2.5", 1)]
    [InlineData("a < 2.5", 0)]
    [InlineData("0.1 + 0.2 <= 0.3", 1)]
    [InlineData("0.1 + 0.2 == 0.3", 1)]
    [InlineData("2 > 1 and 2 >= 2 and b > 0", 0)]
    [InlineData("2 > 1 and b < 0", 1)]
    [InlineData("3 * (2 > 1)", 3)]
    public void Formulas_bind_as_arithmetic_does(string text, double value) => Assert.Equal(value, Evaluate(text));

    [Theory]
    [InlineData("1 +", "column 4: a number, a name or '(' was expected")]
    [InlineData("(1", "')' was expected")]
    [InlineData("1 2", "an operator or the end was expected")]
    [InlineData("boards", "'boards' is not known; known are a, b")]
    [InlineData("sqrt(4)", "'sqrt' with 1 argument(s) is not a function")]
    public void A_wrong_formula_says_where_it_is_wrong(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Evaluate(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Loops_nest_count_both_ends_and_fill_names_in()
    {
        var events = Spec("""
            [{ "for": { "i": [1, "= 1 + 1"], "j": [0, "= i - 1"] }, "let": { "at": "= 10 * i + j" },
               "log": [{ "t": "= at", "actor": "a{i}", "event": "b{j}" }] },
             { "t": 5, "actor": "first", "event": "of all" }]
            """).Expect("v").Events!;
        Assert.Equal(
            [new(5, "first", "of all"), new(10, "a1", "b0"), new(20, "a2", "b0"), new(21, "a2", "b1")],
            events);
    }

    [Theory]
    [InlineData(1, 2, "x first", "x", "x y", "x")]
    [InlineData(2, 1, "y first", "y", "y x", "y")]
    [InlineData(1, 1, "x first", "x", "x y", "x")]
    public void What_a_variant_must_do_may_depend_on_who_is_first(int x, int y, string chosen, string first, string both, string logged)
    {
        var expected = Spec("""
            [{ "if": "x <= y", "t": 0, "actor": "x", "event": "wins" }, { "if": "y < x", "t": 0, "actor": "y", "event": "wins" },
             { "t": 1, "actor": "caller", "event": "{first}" }]
            """, $$"""
            { "chosen": { "if": "x <= y", "then": "x first", "else": "y first" }, "first": "{first}", "both": "{first} {last}" },
            "let": { "x": {{x}}, "y": {{y}}, "first": { "inOrder": { "x": "= x", "y": "= y" }, "place": 1 }, "last": { "inOrder": { "x": "= x", "y": "= y" }, "place": 2 } }
            """).Expect("v");
        Assert.Equal([chosen, first, both], expected.Results.Values.Select(value => value.GetString()));
        Assert.Equal([new(0, logged, "wins"), new(1, "caller", logged)], expected.Events);
    }

    [Theory]
    [InlineData("""{ "if": "1 > 0", "else": 1 }""", "has no 'then'")]
    [InlineData("""{ "inOrder": { "x": 1 } }""", "has no 'place'")]
    [InlineData("\"{nobody}\"", "names 'nobody'")]
    public void A_wrong_choice_says_what_is_wrong(string value, string message) => Assert.Contains(
        message,
        Assert.Throws<FormatException>(() => Spec("[]", $"{{ \"r\": {value} }}").Expect("v")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Names_that_are_not_there_are_answered_with_those_that_are()
    {
        var spec = Specs.Load("p01-chess-simul");
        Assert.Contains("rounds", Assert.Throws<KeyNotFoundException>(() => spec.Expect("round")).Message, StringComparison.Ordinal);
        Assert.Contains("boards", Assert.Throws<KeyNotFoundException>(() => spec.Expect("rounds", new { board = 3 })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"boards\": \"12\" }", "'boards' is a number, and not \"12\"")]
    [InlineData("{ \"boards\": null }", "'boards' is a number, and not null")]
    [InlineData("[12]", "by name")]
    public void A_parameter_is_a_number_by_name(string parameters, string message)
    {
        using var json = JsonDocument.Parse(parameters);
        var error = Assert.Throws<ArgumentException>(() => Specs.Load("p01-chess-simul").Expect("rounds", json));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_is_finite()
    {
        var error = Assert.Throws<ArgumentException>(() => Specs.Load("p01-chess-simul").Expect("rounds", new { boards = double.NaN }));
        Assert.Contains("'boards' is a number, and not \"NaN\"", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "id": "x", "sources": [], "parameters": {}, "variants": {}, "examples": [], "resluts": {} }""")]
    public void What_is_not_a_spec_is_refused_by_the_name_of_its_file(string json)
    {
        using var file = new TemporaryFile(json);
        Assert.StartsWith(file.Path, Assert.Throws<FormatException>(() => ProblemSpec.Load(file.Path)).Message, StringComparison.Ordinal);
    }

    private static double Evaluate(string formula) =>
        Spec("[]", $$"""{ "x": {{JsonSerializer.Serialize("= " + formula)}} }""").Expect("v").Results["x"].GetDouble();

    private static ProblemSpec Spec(string events, string results = "{}")
    {
        using var file = new TemporaryFile($$"""
            { "id": "x", "title": "x", "about": "x", "sources": [],
              "parameters": { "a": { "value": 2.5, "unit": "", "about": "", "min": -10, "max": 10, "step": 0.5 }, "b": { "value": -3, "unit": "", "about": "", "min": -10, "max": 10, "step": 1 } },
              "variants": { "v": { "title": "v", "about": "v", "results": {{results}}, "events": {{events}} } },
              "examples": [] }
            """);
        return ProblemSpec.Load(file.Path);
    }
}
