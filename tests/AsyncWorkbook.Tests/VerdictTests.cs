using Microsoft.DotNet.Interactive.Formatting;

namespace AsyncWorkbook.Tests;

public class VerdictTests
{
    private const string checks = "application/vnd.async-workbook.checks+json";
    private const string table = "application/vnd.async-workbook.verdict+json";

    private const string total = """
        "order": "total", "events": [
          { "t": 0, "actor": "b", "event": "starts" }, { "t": 0, "actor": "a", "event": "starts" }, { "t": 1, "actor": "a", "event": "ends" }]
        """;

    private static ProblemSpec Spec(string variant, string languages = "[]")
    {
        using var file = new TemporaryFile($$"""
            { "id": "x", "title": "x", "about": "x", "sources": [], "parameters": {}, "examples": [],
              "variants": { "v": { "title": "a <way>", "about": "v", "languages": {{languages}}, {{variant}} } } }
            """);
        return ProblemSpec.Load(file.Path);
    }

    private static Run Run(object results, params LoggedEvent[] events) => new(AsyncWorkbook.Run.Of(results).Results, events, "completed");

    private static VerdictRow Row(Verdict verdict, string what, string language) =>
        verdict.Rows.Single(row => row.What == what && row.Language == language);

    [Fact]
    public void What_the_spec_says_is_parity()
    {
        var verdict = Spec("\"results\": { \"x\": 0.3, \"y\": \"text\", \"z\": [1, 2] }")
            .Judge("v", Runs.Of(Run(new { x = 0.1 + 0.2, y = "text", z = new[] { 1.0, 2 } })));
        Assert.Equal(Judgement.Parity, verdict.Overall);
        Assert.Equal(["x", "y", "z", "outcome"], verdict.Rows.Select(row => row.What));
    }

    [Fact]
    public void Where_nothing_was_run_there_is_no_verdict()
    {
        var spec = Spec("\"results\": {}");
        Assert.Contains("no run of v", Assert.Throws<ArgumentException>(() => spec.Judge("v", Runs.Of())).Message, StringComparison.Ordinal);
        Assert.Contains("no runs", Assert.Throws<ArgumentException>(() => spec.Judge(Runs.ByVariant())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Anything_else_is_a_bug_with_what_was_expected_and_found()
    {
        var verdict = Spec("\"results\": { \"x\": 1, \"gone\": true }")
            .Judge("v", Runs.Of(csharp: Run(new { x = 2 }), python: Run(new { x = 1, gone = true })));
        Assert.Equal(("1", "2", Judgement.Bug), (Row(verdict, "x", "C#").Expected, Row(verdict, "x", "C#").Found, Row(verdict, "x", "C#").Judgement));
        Assert.Equal("missing", Row(verdict, "gone", "C#").Found);
        Assert.Equal(Judgement.Parity, Row(verdict, "x", "Python").Judgement);
        Assert.Equal(Judgement.Bug, verdict.Overall);
    }

    [Fact]
    public void What_is_long_is_compared_whole_and_shown_in_part()
    {
        Formatters.Register();
        var text = new string('x', 150_000);
        var verdict = Spec($"\"results\": {{ \"x\": \"{text}\" }}")
            .Judge("v", Runs.Of(csharp: Run(new { x = text }), javascript: Run(new { x = text[1..] + 'y' }), python: Run(new { x = text })));

        Assert.Equal(Judgement.Parity, Row(verdict, "x", "C#").Judgement);
        Assert.Equal(Judgement.Bug, Row(verdict, "x", "JavaScript").Judgement);
        Assert.EndsWith("x ... (150,000 characters)", Row(verdict, "x", "C#").Found, StringComparison.Ordinal);
        Assert.All([table, checks, "text/html", "text/plain"], type => Assert.InRange(verdict.ToDisplayString(type).Length, 1, 50_000));
    }

    [Theory]
    [InlineData("null", "C#, JavaScript, Python")]
    [InlineData("[\"JavaScript\"]", "JavaScript")]
    [InlineData("[\"Python\", \"C#\"]", "C#, Python")]
    public void A_language_that_has_the_variant_and_no_run_of_it_is_a_bug(string languages, string all)
    {
        var spec = Spec("\"results\": { \"x\": 1 }, \"events\": [{ \"actor\": \"a\", \"event\": \"b\" }]", languages);
        var whole = all.Split(", ").ToDictionary(language => language, _ => Run(new { x = 1 }, new LoggedEvent(0, "a", "b")));
        Assert.Equal(Judgement.Parity, Judged(whole).Overall);

        Assert.All(whole.Keys, lost =>
        {
            var verdict = Judged(whole.Append(new("Rust", whole.Values.First())).Where(run => run.Key != lost));
            Assert.Equal(Judgement.Bug, verdict.Overall);
            Assert.Equal(all.Split(", ").Append("Rust"), verdict.Rows.Where(row => row.What == "outcome").Select(row => row.Language));
            Assert.Equal(
                [("x", "missing"), ("events", "missing"), ("outcome", "missing")],
                verdict.Rows.Where(row => row.Language == lost).Select(row => (row.What, row.Found)));
            Assert.All(verdict.Rows, row => Assert.Equal(row.Language == lost ? Judgement.Bug : Judgement.Parity, row.Judgement));
        });

        Assert.Equal(Judgement.Parity, Judged(whole.ToDictionary(run => $"{run.Key}, some tool", run => run.Value)).Overall);

        Verdict Judged(IEnumerable<KeyValuePair<string, Run>> given)
        {
            var runs = new Runs();
            foreach (var (language, run) in given)
            {
                runs[language] = run;
            }

            return spec.Judge("v", runs);
        }
    }

    [Fact]
    public void A_documented_difference_has_its_rule_and_only_concerns_its_language()
    {
        var spec = Spec("""
            "results": { "x": 100 }, "differences": [{ "language": "Python", "rule": "A coroutine is lazy.", "link": "https://docs.python.org/3/", "results": { "x": 200 } }]
            """);
        var verdict = spec.Judge("v", Runs.Of(csharp: Run(new { x = 100 }), python: Run(new { x = 200 })));
        Assert.Equal(Judgement.DocumentedDifference, verdict.Overall);
        Assert.Equal(Judgement.Parity, Row(verdict, "x", "C#").Judgement);
        Assert.Equal("A coroutine is lazy.", Row(verdict, "x", "Python").Rule);

        var gone = spec.Judge("v", Runs.Of(python: Run(new { x = 100 })));
        Assert.Equal(Judgement.Bug, gone.Overall);
    }

    [Fact]
    public void As_many_but_other_events_are_told_by_the_first_that_differs()
    {
        var spec = Spec("""
            "events": [{ "t": 1, "actor": "a", "event": "fails" }], "differences": [{ "language": "Python", "rule": "It waits.", "link": "https://docs.python.org/3/",
              "events": [{ "t": 4, "actor": "a", "event": "fails" }] }]
            """);
        var verdict = spec.Judge("v", Runs.Of(csharp: Run(new { }, new LoggedEvent(1, "a", "fails")), python: Run(new { }, new LoggedEvent(4, "a", "fails"))));
        Assert.Equal("1 event", Row(verdict, "events", "C#").Found);
        Assert.Equal($"1 event; {new LoggedEvent(4, "a", "fails")}, not {new LoggedEvent(1, "a", "fails")}", Row(verdict, "events", "Python").Found);
    }

    [Fact]
    public void A_documented_difference_that_comes_to_the_same_is_parity()
    {
        Assert.All(Judged(1).Rows, row => Assert.Equal((Judgement.Parity, null), (row.Judgement, row.Rule)));
        Assert.Equal(Judgement.DocumentedDifference, Judged(2).Overall);

        static Verdict Judged(int calls) => Spec($$"""
            "let": { "calls": {{calls}} }, "results": { "x": "= 100 * calls" }, "events": [{ "t": "= calls", "actor": "a", "event": "ends" }],
            "differences": [{ "language": "Python", "rule": "All at once.", "link": "https://docs.python.org/3/",
              "results": { "x": 100 }, "events": [{ "t": 1, "actor": "a", "event": "ends" }] }]
            """).Judge("v", Runs.Of(python: Run(new { x = 100 }, new LoggedEvent(1, "a", "ends"))));
    }

    [Theory]
    [InlineData("total", Judgement.Bug)]
    [InlineData("byActor", Judgement.Parity)]
    public void Order_between_actors_at_one_instant_matters_only_in_a_total_order(string order, Judgement judgement)
    {
        var verdict = Spec(total.Replace("total", order, StringComparison.Ordinal))
            .Judge("v", Runs.Of(Run(new { }, new(0, "a", "starts"), new(0, "b", "starts"), new(1, "a", "ends"))));
        Assert.Equal(judgement, Row(verdict, "events", "C#").Judgement);
    }

    [Theory]
    [InlineData("total")]
    [InlineData("byActor")]
    public void Time_order_within_an_actor_and_number_of_events_always_matter(string order)
    {
        var spec = Spec(total.Replace("total", order, StringComparison.Ordinal));
        LoggedEvent[] right = [new(0, "b", "starts"), new(0, "a", "starts"), new(1, "a", "ends")];
        Assert.Equal(Judgement.Parity, Judge(right));
        Assert.Equal(Judgement.Bug, Judge([right[0], right[1], right[2] with { T = 1.5 }]));
        Assert.Equal(Judgement.Bug, Judge([right[0], right[1] with { Event = "ends" }, right[2] with { Event = "starts" }]));
        Assert.Equal(Judgement.Bug, Judge([right[2], right[0], right[1]]));
        Assert.Equal(Judgement.Bug, Judge(right[..2]));
        Assert.Equal(Judgement.Bug, Judge([.. right, new(2, "c", "starts")]));

        Judgement Judge(params LoggedEvent[] events) =>
            Row(spec.Judge("v", Runs.Of(Run(new { }, events))), "events", "C#").Judgement;
    }

    [Theory]
    [InlineData("total", "A0 B0 A1 B1", Judgement.Parity)]
    [InlineData("total", "A0 A1 B0 B1", Judgement.Bug)]
    [InlineData("byActor", "A0 A1 B0 B1", Judgement.Parity)]
    [InlineData("byActor", "A1 A0 B0 B1", Judgement.Bug)]
    public void Without_times_only_order_is_compared(string order, string found, Judgement judgement)
    {
        var spec = Spec($$"""
            "order": "{{order}}", "events": [{ "for": { "i": [0, 1] }, "log": [{ "actor": "A", "event": "{i}" }, { "actor": "B", "event": "{i}" }] }]
            """);
        var events = found.Split(' ').Select((e, i) => new LoggedEvent(i * 0.37, e[..1], e[1..])).ToArray();
        Assert.Equal(judgement, spec.Judge("v", Runs.Of(Run(new { }, events))).Overall);
    }

    [Fact]
    public void A_verdict_is_shown_as_a_table_in_html_and_in_plain_text()
    {
        Formatters.Register();
        var verdict = Spec("""
            "results": { "x": 100 }, "differences": [{ "language": "Python", "rule": "A < B.", "link": "https://docs.python.org/3/", "results": { "x": 200 } }]
            """).Judge("v", Runs.Of(Run(new { x = 1 }), Run(new { x = 100 }), Run(new { x = 200 })));
        Assert.Equal(["text/html", "text/plain", checks, table], Formatter.GetPreferredMimeTypesFor(typeof(Verdict)));

        var html = verdict.ToDisplayString("text/html");
        Assert.Contains("data-verdict=\"bug\"", html, StringComparison.Ordinal);
        Assert.Contains("<caption>a &lt;way&gt;</caption>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://docs.python.org/3/\">", html, StringComparison.Ordinal);
        Assert.Contains("A &lt; B.", html, StringComparison.Ordinal);
        Assert.Equal(
            """
            a <way>
            compared  the spec says  C#          JavaScript  Python     verdict
            x         100            1, not 100  100         200        parity: JavaScript; documented difference: Python; bug: C#
            outcome   completed      completed   completed   completed  parity
            Python, x: A < B. https://docs.python.org/3/
            """,
            verdict.ToDisplayString("text/plain"));
    }

    [Fact]
    public void A_verdict_tells_programs_what_has_failed()
    {
        Formatters.Register();
        var spec = Spec("\"results\": { \"x\": 1 }");
        var right = spec.Judge("v", Runs.Of(Run(new { x = 1 })));
        var wrong = spec.Judge(Runs.ByVariant(new Runs { ["v"] = Run(new { x = 2 }) }, new Runs { ["v"] = AsyncWorkbook.Run.Of(new { x = 1 }, outcome: "Error: no") }));
        Assert.Equal("""{"checks":[{"name":"a <way>","passed":true}]}""", right.ToDisplayString(checks));
        Assert.Equal(
            """{"checks":[{"name":"a <way>","passed":false,"reason":"x, C#: 2, not 1 (and 1 more)"}]}""",
            wrong.ToDisplayString(checks));
    }

    [Fact]
    public void A_language_that_cannot_run_is_no_bug_and_says_why()
    {
        Formatters.Register();
        var spec = Spec("\"results\": { \"x\": 1 }, \"events\": [{ \"actor\": \"a\", \"event\": \"b\" }]");
        var verdict = spec.Judge("v", Runs.Of(csharp: Run(new { x = 1 }, new LoggedEvent(0, "a", "b")), javascript: AsyncWorkbook.Run.NotRun("needs Node")));
        Assert.Equal(Judgement.NotRun, verdict.Overall);
        Assert.Equal(
            """
            v
            compared  the spec says  C#         JavaScript           verdict
            x         1              1          not run              parity: C#; not run: JavaScript
            events    1 event        1 event    not run              parity: C#; not run: JavaScript
            outcome   completed      completed  not run: needs Node  parity: C#; not run: JavaScript
            """.Replace("v\n", "a <way>\n", StringComparison.Ordinal),
            verdict.ToDisplayString("text/plain"));
        Assert.Contains("data-verdict=\"not run\"", spec.Judge("v", Runs.Of(javascript: AsyncWorkbook.Run.NotRun("needs Node"))).ToDisplayString("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_variants_are_judged_at_once_each_in_the_languages_that_have_it()
    {
        Formatters.Register();
        using var file = new TemporaryFile("""
            { "id": "x", "title": "x", "about": "x", "sources": [], "parameters": { "n": { "value": 1, "unit": "s", "about": "n", "min": 0, "max": 10, "step": 1 } }, "examples": [],
              "variants": { "one": { "title": "one", "about": "", "languages": ["C#", "Python"], "results": { "x": "= n" } }, "two": { "title": "two", "about": "", "languages": ["Python"], "results": { "x": "= 2 * n" } } } }
            """);
        var spec = ProblemSpec.Load(file.Path);
        var runs = Runs.ByVariant(
            new Runs { ["one"] = Run(new { x = 5 }) },
            python: new Runs { ["one"] = Run(new { x = 5 }), ["two"] = Run(new { x = 11 }) });

        var verdicts = spec.Judge(runs, new { n = 5 });

        Assert.Equal(["one", "two"], verdicts.Select(verdict => verdict.Title));
        Assert.Equal([Judgement.Parity, Judgement.Bug], verdicts.Select(verdict => verdict.Overall));
        Assert.Equal(Judgement.Bug, verdicts.Overall);
        Assert.Equal(["C#", "Python"], runs["one"].Keys);
        Assert.Equal(["Python"], runs["two"].Keys);
        Assert.Equal(2, verdicts.ToDisplayString("text/html").Split("<table>").Length - 1);
        Assert.Equal(string.Join("\n\n", verdicts.Select(verdict => verdict.ToDisplayString("text/plain"))), verdicts.ToDisplayString("text/plain"));
        Assert.Contains("one, two", Assert.Throws<KeyNotFoundException>(() => spec.Judge("three", runs["one"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_is_told_what_each_language_did_and_how_it_compares()
    {
        Formatters.Register();
        var verdict = Spec("""
            "results": { "x": 1 }, "differences": [{ "language": "Python", "rule": "Lazy.", "link": "https://docs.python.org/3/", "results": { "x": 2 } }]
            """).Judge("v", Runs.Of(Run(new { x = 3 }), python: Run(new { x = 2 })));

        using var json = System.Text.Json.JsonDocument.Parse(verdict.ToDisplayString(table));

        var one = json.RootElement.GetProperty("verdicts")[0];
        Assert.Equal("a <way>", one.GetProperty("title").GetString());
        var found = one.GetProperty("rows")[0].GetProperty("found").EnumerateArray()
            .Select(each => string.Join(' ', each.EnumerateObject().Select(member => member.Value.GetString())));
        Assert.Equal(["C# 3 bug 1", "Python 2 difference "], found);
        Assert.Equal("Lazy.", one.GetProperty("rules")[0].GetProperty("text").GetString());
    }
}
