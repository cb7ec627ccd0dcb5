using System.Text.Json;
using Microsoft.DotNet.Interactive.Formatting;

namespace AsyncWorkbook.Tests;

public class RunTests
{
    [Fact]
    public async Task A_run_has_the_same_json_in_every_language()
    {
        var run = await Run.PlayAsync(
            async (clock, log) =>
            {
                log.Add("a", "starts");
                await Task.Delay(TimeSpan.FromSeconds(1.5), clock);
                return new { LastReply = log.Add("a", "ends"), Order = new[] { "x" } };
            },
            new VirtualTimeProvider());

        const string json = """
            {"results":{"lastReply":1.5,"order":["x"]},"events":[{"t":0,"actor":"a","event":"starts"},{"t":1.5,"actor":"a","event":"ends"}],"outcome":"completed"}
            """;
        Assert.Equal(json, JsonSerializer.Serialize(run));
        using var document = JsonDocument.Parse(json);
        Assert.Equal(run.Events, Run.FromJson(document).Events);
        Assert.Equal(1.5, Run.FromJson(document).Number("lastReply"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"results": {}, "outcome": "completed"}""")]
    [InlineData("""{"results": {}, "events": [{"t": "soon"}], "outcome": "completed"}""")]
    public void What_is_not_a_run_is_refused(string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.StartsWith("This is not a run", Assert.Throws<ArgumentException>(() => Run.FromJson(document)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_can_be_the_outcome()
    {
        var run = await Run.PlayAsync<object>(
            async (clock, log) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock);
                log.Add("a", "fails");
                throw new TimeoutException("too late");
            },
            new VirtualTimeProvider(),
            recordError: true);
        Assert.Equal("TimeoutException: too late", run.Outcome);
        Assert.Equal(new LoggedEvent(1, "a", "fails"), Assert.Single(run.Events));
    }

    [Fact]
    public async Task Results_have_names()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Run.PlayAsync((_, _) => Task.FromResult(42), new VirtualTimeProvider()));
        Assert.Contains("by name", error.Message, StringComparison.Ordinal);
        var run = await Run.PlayAsync((_, _) => Task.FromResult(new { hostDone = 1 }), new VirtualTimeProvider());
        Assert.Contains("hostDone", Assert.Throws<KeyNotFoundException>(() => run.Number("lastReply")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_are_shown_as_the_lines_that_all_three_languages_share()
    {
        Formatters.Register();
        using var cases = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "shown-runs.json")));
        using var json = JsonSerializer.SerializeToDocument(cases.RootElement.GetProperty("runs"));
        Runs runs = json;
        var text = string.Join('\n', cases.RootElement.GetProperty("text").EnumerateArray().Select(line => line.GetString()));

        Assert.Equal(text, runs.ToDisplayString("text/plain"));
        Assert.StartsWith("<ul><li>", runs.ToDisplayString("text/html"), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", runs.ToDisplayString("text/html"), StringComparison.Ordinal);
        Assert.Equal("completed: hostDone = 43,200 (0 events)", Run.Of(new { hostDone = 43200.0 }).ToDisplayString("text/plain"));
    }

    [Fact]
    public void A_value_is_shown_as_the_text_that_all_three_languages_share()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "shown-runs.json")));
        Assert.All(cases.RootElement.GetProperty("values").EnumerateArray(), pair =>
            Assert.Equal($"completed: x = {pair[1].GetString()} (0 events)", $"{Run.Of(new { x = pair[0] })}"));
    }

    [Fact]
    public void What_json_has_no_word_for_is_shown_too()
    {
        using var huge = JsonDocument.Parse("1e400");
        var run = Run.Of(new { x = double.NaN, y = double.NegativeInfinity, list = new[] { double.PositiveInfinity }, huge = huge.RootElement });
        Assert.Equal("completed: x = NaN, y = -Infinity, list = [\"Infinity\"], huge = Infinity (0 events)", $"{run}");
    }

    [Theory]
    [InlineData("{ \"actor\": \"a\", \"event\": \"b\" }")]
    [InlineData("{ \"t\": 0, \"event\": \"b\" }")]
    [InlineData("{ \"t\": 0, \"actor\": null, \"event\": \"b\" }")]
    [InlineData("{ \"t\": 0, \"actor\": \"a\", \"event\": null }")]
    [InlineData("null")]
    public void An_event_says_when_who_and_what(string happened)
    {
        using var json = JsonDocument.Parse($"{{ \"results\": {{}}, \"events\": [{happened}], \"outcome\": \"completed\" }}");
        Assert.StartsWith("This is not a run", Assert.Throws<ArgumentException>(() => Run.FromJson(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_of_three_languages_take_what_other_languages_share()
    {
        using var json = JsonSerializer.SerializeToDocument(Run.Of(new { x = 2 }));
        var runs = Runs.Of(Run.Of(new { x = 1 }), javascript: json).With("C# again", Run.Of(new { x = 3 }));

        Assert.Equal(["C#", "JavaScript", "C# again"], runs.Keys);
        Assert.Equal([1, 2, 3], runs.Values.Select(run => run.Number("x")));
        Assert.Contains("C#, JavaScript, C# again", Assert.Throws<KeyNotFoundException>(() => runs["Python"]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "These are no runs")]
    [InlineData("""{ "one": { "results": {}, "events": [], "outcome": "completed" }, "two": {} }""", "'two' is not a run")]
    public void What_are_no_runs_is_refused(string json, string message)
    {
        using var document = JsonDocument.Parse(json);
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => { Runs runs = document; }).Message, StringComparison.Ordinal);
    }
}
