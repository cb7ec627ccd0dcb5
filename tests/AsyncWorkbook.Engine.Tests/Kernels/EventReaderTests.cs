using System.IO.Pipelines;
using System.Text;
using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Kernels;

/// <summary>The lines of a worker, read from a stream in memory.</summary>
public sealed class EventReaderTests
{
    private const int longestOutput = 16 << 20;

    [Fact]
    public async Task Each_line_is_an_event_wherever_the_stream_breaks_it()
    {
        var pipe = new Pipe();
        var reader = new EventReader(pipe.Reader.AsStream());
        var text = Encoding.UTF8.GetBytes("{\"type\":\"ready\",\"version\":\"♞\"}\n{\"type\":\"done\"}\n");
        foreach (var part in text)
        {
            await pipe.Writer.WriteAsync(new[] { part });
        }

        Assert.Equal("♞", (string?)(await reader.ReadAsync())!["version"]);
        Assert.Equal("done", (string?)(await reader.ReadAsync())!["type"]);
    }

    [Fact]
    public async Task The_end_of_the_connection_is_no_event_nor_is_half_a_line()
    {
        Assert.Null(await new EventReader(new MemoryStream()).ReadAsync());
        var reader = Reader("{}\n{\"type\":");
        Assert.NotNull(await reader.ReadAsync());
        Assert.Null(await reader.ReadAsync());
    }

    [Fact]
    public async Task Of_an_output_that_is_too_long_only_its_length_is_told_and_the_next_event_is_whole()
    {
        var line = $"{{\"type\":\"stream\",\"parent\":\"e1\",\"text\":\"{new string('x', longestOutput + (1 << 20))}\"}}";
        var reader = Reader($"{line}\n{{\"type\":\"done\"}}\n");

        var omitted = (await reader.ReadAsync())!;

        Assert.Equal(("omitted", "e1", (long)line.Length), ((string?)omitted["type"], (string?)omitted["parent"], (long)omitted["bytes"]!));
        Assert.Equal("done", (string?)(await reader.ReadAsync())!["type"]);
    }

    [Theory]
    [InlineData("value")]
    [InlineData("send")]
    public async Task A_value_may_be_of_any_length(string type)
    {
        var value = new string('x', longestOutput);
        var read = await Reader($"{{\"type\":\"{type}\",\"parent\":\"r1\",\"value\":\"{value}\"}}\n").ReadAsync();
        Assert.Equal(value, (string?)read!["value"]);
    }

    [Theory]
    [InlineData("value", "failed", "the value cannot be copied as JSON")]
    [InlineData("display", "omitted", null)]
    public async Task JSON_that_only_user_code_can_have_made_fails_its_own_event(string type, string expected, string? message)
    {
        var read = (await Reader($"{{\"type\":\"{type}\",\"parent\":\"r1\",\"data\":{{\"a\":1,\"a\":2}}}}\n").ReadAsync())!;
        Assert.Equal((expected, "r1"), ((string?)read["type"], (string?)read["parent"]));
        Assert.Equal(message, ((string?)read["message"])?.Split(':')[0]);
    }

    [Fact]
    public async Task A_question_that_cannot_be_read_says_so_to_whoever_answers_it()
    {
        var read = (await Reader("{\"type\":\"send\",\"parent\":\"e1\",\"question\":\"q1\",\"value\":{\"a\":1,\"a\":2}}\n").ReadAsync())!;
        Assert.Equal(("send", "e1", "q1"), ((string?)read["type"], (string?)read["parent"], (string?)read["question"]));
        Assert.StartsWith("the value cannot be copied as JSON", (string?)read["failed"], StringComparison.Ordinal);
    }

    [Fact]
    public Task A_line_that_is_no_JSON_object_at_all_cannot_be_read() =>
        Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => Reader("nonsense\n").ReadAsync());

    private static EventReader Reader(string text) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
