using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;

namespace AsyncWorkbook.Tests;

/// <summary>Every spec in <c>data/</c>: it is read, its rules hold over its parameters, its examples agree with its rules.</summary>
public partial class EverySpecTests
{
    private static readonly string[] languages = ["C#", "JavaScript", "Python"];

    private static readonly Lazy<string> code = new(() => string.Join('\n', Directory.GetFiles(Repository.PathOf("notebooks"), "*.ipynb")
        .SelectMany(path => JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray())
        .Where(cell => (string?)cell!["cell_type"] == "code")
        .SelectMany(cell => cell!["source"]!.AsArray())));

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Repository.PathOf("data"), "p*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_says_what_it_is_about_and_documents_its_differences(string name)
    {
        var spec = Specs.Load(name);
        Assert.Equal(name, spec.Id);
        Assert.All(spec.Variants.Values, variant => Assert.False(string.IsNullOrWhiteSpace(variant.Title) || string.IsNullOrWhiteSpace(variant.About)));
        Assert.All(spec.Variants.Values, variant => Assert.NotEmpty(variant.Languages ?? languages));
        Assert.All(spec.Variants.Values, variant => Assert.Empty(
            (variant.Differences ?? []).Select(difference => LanguageOf(difference)).Except(variant.Languages ?? languages)));
        Assert.All(spec.Variants.Values.SelectMany(variant => variant.Differences ?? []), difference =>
        {
            Assert.Contains(LanguageOf(difference), languages);
            Assert.EndsWith(".", difference.Rule, StringComparison.Ordinal);
            Assert.StartsWith("https://", difference.Link, StringComparison.Ordinal);
            Assert.False(difference is { Results: null, Outcome: null, Events: null }, $"\"{difference.Rule}\" differs in nothing.");
        });
    }

    /// <summary>The language of one that is of a kind of it alone, such as <c>Python, uvloop</c>.</summary>
    private static string LanguageOf(SpecDifference difference) => difference.Language.Split(", ")[0];

    /// <summary>A verdict judges the runs that it is given. A variant that no cell names any more would go unjudged.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Its_variants_are_named_by_cells(string name) => Assert.All(
        Specs.Load(name).Variants.Keys,
        variant => Assert.Matches($@"(?<!\w){Regex.Escape(variant)}(?!\w)", code.Value));

    /// <summary>C#'s <c>TimeSpan.FromSeconds</c> cuts 1.001 s off, <c>Task.Delay</c> then to 1 s. Of such multiples it does not.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Its_seconds_go_in_steps_that_are_the_same_in_every_language(string name) => Assert.All(
        Specs.Load(name).Parameters.Values.Where(parameter => parameter.Unit == "s"),
        parameter => Assert.Equal(0, (decimal)parameter.Step % 0.05m));

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_examples_agree_with_its_rules(string name)
    {
        var spec = Specs.Load(name);
        Assert.All(spec.Examples, example =>
        {
            var expected = spec.Expect(example.Variant, example.Parameters);
            Assert.Equal(Texts(expected.Results), Texts(example.Results));
            if (example.Events is { } events)
            {
                Assert.Equal(InOrder(expected.Events!), InOrder(events.Select(Event)));
            }

            // What different actors do at the same instant is in an example as its author likes.
            IEnumerable<LoggedEvent> InOrder(IEnumerable<LoggedEvent> events) =>
                expected.Order == EventOrder.Total ? events : events.OrderBy(e => e.T).ThenBy(e => e.Actor, StringComparer.Ordinal);
        });

        static LoggedEvent Event(JsonElement[] parts) =>
            new(parts[0].ValueKind == JsonValueKind.Null ? double.NaN : parts[0].GetDouble(), parts[1].GetString()!, parts[2].GetString()!);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_variant_that_computes_has_an_example(string name)
    {
        var spec = Specs.Load(name);
        var computing = spec.Variants.Where(variant => Computes().IsMatch(JsonSerializer.Serialize(variant.Value)));
        Assert.Empty(computing.Select(variant => variant.Key).Except(spec.Examples.Select(example => example.Variant)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_rules_hold_for_whatever_a_reader_gives(string name)
    {
        var spec = Specs.Load(name);
        SpecDraws.Of(spec).Sample(
            parameters => Assert.All(Cases(spec), one => Hold(one.Spec.Expect(one.Variant, parameters))),
            iter: 20,
            threads: 1,
            print: parameters => JsonSerializer.Serialize(parameters));

        static void Hold(Expectation expected)
        {
            Assert.All(
                expected.Results.Values.Where(value => value.ValueKind == JsonValueKind.Number),
                value => Assert.True(double.IsFinite(value.GetDouble())));
            var events = expected.Events ?? [];
            Assert.All(events, e => Assert.False($"{e.Actor}{e.Event}".Contains('{', StringComparison.Ordinal)));
            Assert.True(events.All(e => double.IsNaN(e.T)) || events.All(e => double.IsFinite(e.T) && e.T >= 0));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_that_does_what_it_says_is_right_and_any_other_is_a_bug(string name)
    {
        var spec = Specs.Load(name);
        Assert.All(Cases(spec), one =>
        {
            var (honest, variant, language, isDifferent) = one;
            var expected = honest.Expect(variant);
            var right = Run.Of(expected.Results, expected.Events, expected.Outcome);

            Assert.Equal(isDifferent ? Judgement.DocumentedDifference : Judgement.Parity, Judged(right));
            Assert.All(Wrong(right, expected.Events is not null), wrong => Assert.Equal(Judgement.Bug, Judged(wrong)));
            Judgement Judged(Run run) => Judge(spec, variant, language, run);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_documented_difference_that_is_gone_is_a_bug(string name)
    {
        var spec = Specs.Load(name);
        Assert.All(Cases(spec).Where(one => one.IsDifferent), one =>
        {
            var common = spec.Expect(one.Variant);
            var run = Run.Of(common.Results, common.Events, common.Outcome);
            Assert.Equal(Judgement.Bug, Judge(spec, one.Variant, one.Language, run));
        });
    }

    /// <summary>The verdict on one language alone.</summary>
    private static Judgement Judge(ProblemSpec spec, string variant, string language, Run run)
    {
        var alone = new Dictionary<string, SpecVariant> { [variant] = spec.Variants[variant] with { Languages = [language] } };
        return (spec with { Variants = alone }).Judge(variant, new Runs { [language] = run }).Overall;
    }

    [GeneratedRegex("""
        "=[ ]|"[Ii]f":"|"inOrder":
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Computes();

    private static IEnumerable<(string, string)> Texts(IReadOnlyDictionary<string, JsonElement> results) =>
        results.OrderBy(result => result.Key, StringComparer.Ordinal).Select(result => (
            result.Key, result.Value.ValueKind == JsonValueKind.Number ? $"{result.Value.GetDouble():R}" : result.Value.GetRawText()));

    /// <summary>
    /// Each variant in each language, with a spec in which that variant is what the language does: without differences.
    /// </summary>
    private static IEnumerable<(ProblemSpec Spec, string Variant, string Language, bool IsDifferent)> Cases(ProblemSpec spec) =>
        from variant in spec.Variants
        from language in variant.Value.Languages ?? languages
        let differences = (variant.Value.Differences ?? []).Where(difference => difference.Language == language).ToList()
        let own = differences.Aggregate(variant.Value with { Differences = null, Languages = [language] }, (so, difference) => so with
        {
            Results = (so.Results ?? new Dictionary<string, JsonElement>()).Concat(difference.Results ?? new Dictionary<string, JsonElement>())
                .GroupBy(result => result.Key).ToDictionary(results => results.Key, results => results.Last().Value),
            Outcome = difference.Outcome ?? so.Outcome,
            Events = difference.Events ?? so.Events,
        })
        select (spec with { Variants = new Dictionary<string, SpecVariant> { [variant.Key] = own } }, variant.Key, language, Differs(spec.Expect(variant.Key), language));

    /// <summary>Whether a language's documented differences come to anything with the parameters as they are.</summary>
    private static bool Differs(Expectation expected, string language)
    {
        var own = expected.RunOf(language);
        return own.Outcome != expected.Outcome
            || !Texts(own.Results).SequenceEqual(Texts(expected.Results))
            || !own.Events.SequenceEqual(expected.Events ?? []);
    }

    private static IEnumerable<Run> Wrong(Run right, bool comparesEvents)
    {
        foreach (var (name, value) in right.Results)
        {
            var others = right.Results.Where(result => result.Key != name).ToDictionary();
            yield return new Run(others, right.Events, right.Outcome);
            yield return new Run(others.Append(KeyValuePair.Create(name, Other(value))).ToDictionary(), right.Events, right.Outcome);
        }

        yield return new Run(right.Results, right.Events, right.Outcome + "?");
        if (comparesEvents)
        {
            yield return new Run(right.Results, [.. right.Events.SkipLast(1)], right.Outcome);
            yield return new Run(right.Results, [.. right.Events, right.Events[^1]], right.Outcome);
            yield return new Run(right.Results, [right.Events[0] with { Actor = "nobody" }, .. right.Events.Skip(1)], right.Outcome);
        }
    }

    private static JsonElement Other(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => JsonSerializer.SerializeToElement(value.GetDouble() + 1),
        JsonValueKind.True => JsonSerializer.SerializeToElement(false),
        JsonValueKind.False => JsonSerializer.SerializeToElement(true),
        _ => JsonSerializer.SerializeToElement(value.GetRawText() + "?"),
    };
}
