using System.Text.Json;

namespace AsyncWorkbook;

/// <summary>The runs of one solution in several languages, compared with its spec: a row for each thing compared.</summary>
public sealed class Verdict
{
    private static readonly Run missing = new(new Dictionary<string, JsonElement>(), [], "missing");

    private Verdict(string title, IReadOnlyList<VerdictRow> rows)
    {
        Title = title;
        Rows = rows;
    }

    /// <summary>What was compared, in a few words.</summary>
    public string Title { get; }

    /// <summary>One row for each result, the outcome and the events, in each language.</summary>
    public IReadOnlyList<VerdictRow> Rows { get; }

    /// <summary>The worst of all rows.</summary>
    public Judgement Overall => Rows.Select(row => row.Judgement).DefaultIfEmpty().Max();

    /// <summary>Compares runs with what was expected of them.</summary>
    /// <param name="expected">What <see cref="ProblemSpec.Expect"/> returned for the parameters of the runs.</param>
    /// <param name="runs">A run for each language, by its name: C#, JavaScript, Python. One that is missing is a bug. A run may say more, as <c>Python, asyncio</c> does.</param>
    internal static Verdict Of(Expectation expected, Runs runs)
    {
        var lost = expected.Languages.Where(language => !runs.Keys.Any(name => IsOf(language, name))).Select(language => Missing(expected, language).ToList());
        var rows = runs.Select(run => RowsOf(expected, run.Key, run.Value).ToList()).Concat(lost).OrderBy(Place).ToList();
        return new Verdict(expected.Title, [.. rows.SelectMany(language => language).OrderBy(row => Rank(row.What))]);

        int Rank(string what) => rows[0].FindIndex(row => row.What == what);
        static int Place(List<VerdictRow> rows) => Language.All.ToList().IndexOf(rows[0].Language) is >= 0 and var place ? place : int.MaxValue;
    }

    /// <summary>Whether a run is one of a language: <c>Python, asyncio</c> is one of Python.</summary>
    private static bool IsOf(string language, string name) => name == language || name.StartsWith($"{language}, ", StringComparison.Ordinal);

    /// <summary>The rows of a language that has the variant but has no run of it: a cell that lost it must not go unseen.</summary>
    private static IEnumerable<VerdictRow> Missing(Expectation expected, string language) => Compare(expected, language, missing)
        .Select(row => row with { Found = missing.Outcome, Judgement = Judgement.Bug });

    private static IEnumerable<VerdictRow> RowsOf(Expectation expected, string language, Run run)
    {
        var rows = Compare(expected, language, run);
        return run.HasRun ? rows : rows.Select(row => row with
        {
            Found = row.What == "outcome" ? run.Outcome : "not run",
            Judgement = Judgement.NotRun,
            Rule = null,
            Link = null,
        });
    }

    private static IEnumerable<VerdictRow> Compare(Expectation expected, string language, Run run)
    {
        var differences = expected.DifferencesOf(language).ToList();
        foreach (var (name, common) in expected.Results)
        {
            var difference = differences.Find(d => d.Results?.ContainsKey(name) == true);
            var wanted = ResultText.Of(difference is null ? common : expected.Values(difference.Results)[name]);
            var found = run.Results.TryGetValue(name, out var value) ? ResultText.Of(value) : "missing";
            yield return Row(name, language, wanted, found, wanted == found, wanted == ResultText.Of(common) ? null : difference);
        }

        if (expected.Events is { } events)
        {
            var difference = differences.Find(d => d.Events is not null);
            var wanted = difference is null ? events : expected.Expand(difference.Events!);
            difference = wanted.SequenceEqual(events) ? null : difference;
            yield return run.HasRun && EventComparison.FirstDifference(wanted, run.Events, expected.Order) is { } first
                ? Row("events", language, first.Expected, first.Found, false, difference)
                : Row("events", language, ResultText.Count(wanted), Counted(run.Events, difference is null ? null : EventComparison.FirstDifference(events, run.Events, expected.Order)), true, difference);
        }

        var ending = differences.Find(d => d.Outcome is not null);
        yield return Row(
            "outcome", language, ending?.Outcome ?? expected.Outcome, run.Outcome, (ending?.Outcome ?? expected.Outcome) == run.Outcome, ending);
    }

    // As many events may be other events: what differs has to be seen.
    private static string Counted(IReadOnlyList<LoggedEvent> events, (string Expected, string Found)? other) =>
        other is null ? ResultText.Count(events) : $"{ResultText.Count(events)}; {other.Value.Found}, not {other.Value.Expected}";

    // A difference that has gone is a bug of the book: its text no longer holds. One that comes to nothing with these
    // parameters, such as "each call waits for the one before" of a single call, is none.
    private static VerdictRow Row(
        string what, string language, string expected, string found, bool same, SpecDifference? difference) => new(
        what,
        language,
        ResultText.Beginning(expected),
        ResultText.Beginning(found),
        same ? difference is null ? Judgement.Parity : Judgement.DocumentedDifference : Judgement.Bug,
        difference?.Rule,
        difference?.Link);
}
