using System.Text.Json;

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
}
