using System.Text.Json;
using Microsoft.DotNet.Interactive.Formatting;

namespace AsyncWorkbook.Tests;

public class VerdictTests
{
    private const string total = """
        "order": "total", "events": [
          { "t": 0, "actor": "b", "event": "starts" }, { "t": 0, "actor": "a", "event": "starts" }, { "t": 1, "actor": "a", "event": "ends" }]
        """;

    private static Expectation Expect(string variant)
    {
        using var file = new TemporaryFile($$"""
            { "id": "x", "title": "x", "about": "x", "sources": [], "parameters": {}, "examples": [],
              "variants": { "v": { "title": "a <way>", "about": "v", {{variant}} } } }
            """);
        return ProblemSpec.Load(file.Path).Expect("v");
    }

    private static Run Run(object results, params LoggedEvent[] events) => new(
        JsonSerializer.SerializeToElement(results).EnumerateObject().ToDictionary(r => r.Name, r => r.Value), events, "completed");

    private static VerdictRow Row(Verdict verdict, string what, string language) =>
        verdict.Rows.Single(row => row.What == what && row.Language == language);

    [Fact]
    public void What_the_spec_says_is_parity()
    {
        var verdict = Verdict.Of(
            Expect("\"results\": { \"x\": 0.3, \"y\": \"text\", \"z\": [1, 2] }"),
            new Dictionary<string, Run> { ["C#"] = Run(new { x = 0.1 + 0.2, y = "text", z = new[] { 1, 2 } }) });
        Assert.Equal(Judgement.Parity, verdict.Overall);
        Assert.Equal(["x", "y", "z", "outcome"], verdict.Rows.Select(row => row.What));
    }

    [Fact]
    public void Anything_else_is_a_bug_with_what_was_expected_and_found()
    {
        var verdict = Verdict.Of(
            Expect("\"results\": { \"x\": 1, \"gone\": true }"),
            new Dictionary<string, Run> { ["C#"] = Run(new { x = 2 }), ["Python"] = Run(new { x = 1, gone = true }) });
        Assert.Equal(("1", "2", Judgement.Bug), (Row(verdict, "x", "C#").Expected, Row(verdict, "x", "C#").Found, Row(verdict, "x", "C#").Judgement));
        Assert.Equal("missing", Row(verdict, "gone", "C#").Found);
        Assert.Equal(Judgement.Parity, Row(verdict, "x", "Python").Judgement);
        Assert.Equal(Judgement.Bug, verdict.Overall);
    }

    [Fact]
    public void A_documented_difference_has_its_rule_and_only_concerns_its_language()
    {
        var expected = Expect("""
            "results": { "x": 100 }, "differences": [{ "language": "Python", "rule": "A coroutine is lazy.", "link": "https://docs.python.org/3/", "results": { "x": 200 } }]
            """);
        var verdict = Verdict.Of(expected, new Dictionary<string, Run> { ["C#"] = Run(new { x = 100 }), ["Python"] = Run(new { x = 200 }) });
        Assert.Equal(Judgement.DocumentedDifference, verdict.Overall);
        Assert.Equal(Judgement.Parity, Row(verdict, "x", "C#").Judgement);
        Assert.Equal("A coroutine is lazy.", Row(verdict, "x", "Python").Rule);

        var gone = Verdict.Of(expected, new Dictionary<string, Run> { ["Python"] = Run(new { x = 100 }) });
        Assert.Equal(Judgement.Bug, gone.Overall);
    }

    [Theory]
    [InlineData("total", Judgement.Bug)]
    [InlineData("byActor", Judgement.Parity)]
    public void Order_between_actors_at_one_instant_matters_only_in_a_total_order(string order, Judgement judgement)
    {
        var verdict = Verdict.Of(
            Expect(total.Replace("total", order, StringComparison.Ordinal)),
            new Dictionary<string, Run> { ["C#"] = Run(new { }, new(0, "a", "starts"), new(0, "b", "starts"), new(1, "a", "ends")) });
        Assert.Equal(judgement, Row(verdict, "events", "C#").Judgement);
    }

    [Theory]
    [InlineData("total")]
    [InlineData("byActor")]
    public void Time_order_within_an_actor_and_number_of_events_always_matter(string order)
    {
        var expected = Expect(total.Replace("total", order, StringComparison.Ordinal));
        LoggedEvent[] right = [new(0, "b", "starts"), new(0, "a", "starts"), new(1, "a", "ends")];
        Assert.Equal(Judgement.Parity, Judge(right));
        Assert.Equal(Judgement.Bug, Judge([right[0], right[1], right[2] with { T = 1.5 }]));
        Assert.Equal(Judgement.Bug, Judge([right[0], right[1] with { Event = "ends" }, right[2] with { Event = "starts" }]));
        Assert.Equal(Judgement.Bug, Judge([right[2], right[0], right[1]]));
        Assert.Equal(Judgement.Bug, Judge(right[..2]));
        Assert.Equal(Judgement.Bug, Judge([.. right, new(2, "c", "starts")]));

        Judgement Judge(params LoggedEvent[] events) =>
            Row(Verdict.Of(expected, new Dictionary<string, Run> { ["C#"] = Run(new { }, events) }), "events", "C#").Judgement;
    }

    [Theory]
    [InlineData("total", "A0 B0 A1 B1", Judgement.Parity)]
    [InlineData("total", "A0 A1 B0 B1", Judgement.Bug)]
    [InlineData("byActor", "A0 A1 B0 B1", Judgement.Parity)]
    [InlineData("byActor", "A1 A0 B0 B1", Judgement.Bug)]
    public void Without_times_only_order_is_compared(string order, string found, Judgement judgement)
    {
        var expected = Expect($$"""
            "order": "{{order}}", "events": [{ "for": { "i": [0, 1] }, "log": [{ "actor": "A", "event": "{i}" }, { "actor": "B", "event": "{i}" }] }]
            """);
        var events = found.Split(' ').Select((e, i) => new LoggedEvent(i * 0.37, e[..1], e[1..])).ToArray();
        Assert.Equal(judgement, Verdict.Of(expected, new Dictionary<string, Run> { ["C#"] = Run(new { }, events) }).Overall);
    }

    [Fact]
    public void A_verdict_is_shown_as_a_table_in_html_and_in_plain_text()
    {
        Formatters.Register();
        var verdict = Verdict.Of(
            Expect("""
                "results": { "x": 100 }, "differences": [{ "language": "Python", "rule": "A < B.", "link": "https://docs.python.org/3/", "results": { "x": 200 } }]
                """),
            new Dictionary<string, Run> { ["C#"] = Run(new { x = 1 }), ["JavaScript"] = Run(new { x = 100 }), ["Python"] = Run(new { x = 200 }) });
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(Verdict)));

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
}
