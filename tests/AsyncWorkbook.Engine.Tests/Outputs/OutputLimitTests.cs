using System.Text;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Tests.Workers;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Outputs;

public sealed class OutputLimitTests
{
    private const int limit = 100;

    [Fact]
    public void What_is_printed_is_shown_up_to_the_limit_and_no_character_is_cut() =>
        Gen.OneOf("a", "é", "漢", "😀", "words and words").Array[0, 60].Sample(prints =>
        {
            var (cell, sink) = Begin();
            foreach (var text in prints)
            {
                cell.Emit(new StreamOutput("stdout", text));
            }

            cell.Complete();
            var all = string.Concat(prints);
            var whole = Encoding.UTF8.GetByteCount(all) <= limit;
            Assert.StartsWith(sink.Stdout, all, StringComparison.Ordinal);
            Assert.Equal(whole, sink.Stdout == all);
            Assert.InRange(Encoding.UTF8.GetByteCount(sink.Stdout), whole ? 0 : limit - 3, limit);
            Assert.Equal(sink.Stdout, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(sink.Stdout)));
            Assert.Equal(whole ? 0 : 1, sink.Outputs.Count(output => output is DisplayOutput));
        });

    [Fact]
    public void The_line_says_how_much_was_dropped_in_all()
    {
        var (cell, sink) = Begin();
        for (var i = 0; i < 1000; i++)
        {
            cell.Emit(new StreamOutput("stdout", "0123456789"));
        }

        cell.Emit(new OmittedOutput(5_000_100));
        cell.Complete();
        Assert.Equal("Output cut: a cell may show 100 bytes, and 5 MB more were dropped (see --output-limit).", Notice(sink));
    }

    [Fact]
    public void Checks_are_kept_of_what_does_not_fit()
    {
        var (cell, sink) = Begin();
        var failed = JsonNode.Parse("""{ "checks": [{ "name": "a", "passed": false, "reason": "b" }] }""")!;
        var large = Bundle(1000);
        large[Engine.Outputs.Check.MimeType] = failed.DeepClone();
        cell.Emit(new DisplayOutput(large, [], null));
        cell.Emit(new ResultOutput((JsonObject)large.DeepClone(), []));
        var (updating, updated) = Begin();
        updating.Emit(new UpdateOutput((JsonObject)large.DeepClone(), [], "verdict"));

        foreach (var data in new[] { sink.Outputs.OfType<DisplayOutput>().First().Data, sink.Outputs.OfType<ResultOutput>().Single().Data, updated.Outputs.OfType<UpdateOutput>().Single().Data })
        {
            Assert.True(JsonNode.DeepEquals(failed, Assert.Single(data).Value));
        }

        Assert.NotNull(Notice(sink));
        for (var i = 0; i < 100; i++)
        {
            cell.Emit(new DisplayOutput((JsonObject)large.DeepClone(), [], null));
        }

        Assert.InRange(sink.Outputs.OfType<DisplayOutput>().Count(), 1, 4); // they, too, have a limit
    }

    [Fact]
    public void An_update_counts_by_what_it_adds()
    {
        var (cell, sink) = Begin();
        cell.Emit(new DisplayOutput(Bundle(60), [], "chart"));
        for (var i = 0; i < 100; i++)
        {
            cell.Emit(new UpdateOutput(Bundle(70), [], "chart"));
        }

        Assert.Equal(100, sink.Outputs.OfType<UpdateOutput>().Count());
        cell.Emit(new UpdateOutput(Bundle(200), [], "chart"));
        Assert.Equal(100, sink.Outputs.OfType<UpdateOutput>().Count());
        Assert.NotNull(Notice(sink));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_cleared_counts_no_more(bool wait)
    {
        var (cell, sink) = Begin();
        for (var i = 0; i < 50; i++)
        {
            cell.Emit(new ClearOutput(wait));
            cell.Emit(new StreamOutput("stdout", new string('x', 90)));
        }

        cell.Complete();
        Assert.Equal(50 * 90, sink.Stdout.Length);
        Assert.Null(Notice(sink));
    }

    [Fact]
    public void Errors_are_shown_behind_the_limit_but_not_without_end()
    {
        var (cell, sink) = Begin();
        cell.Emit(new StreamOutput("stdout", new string('x', 200)));
        cell.Emit(new ErrorOutput("Error", new string('y', 10_000_000), [.. Enumerable.Repeat(new string('z', 1000), 10_000)]));
        Assert.Equal("Error", sink.Error!.Name);
        Assert.True(sink.Error.Value.Length + sink.Error.Traceback.Sum(line => line.Length) < 100_000);
    }

    private static (LimitedSink Cell, RecordingSink Sink) Begin()
    {
        var sink = new RecordingSink();
        return (new OutputLimit(limit).Begin(sink), sink);
    }

    private static JsonObject Bundle(int bytes) => MimeBundles.Plain(new string('x', bytes - "text/plain".Length));

    private static string? Notice(RecordingSink sink) =>
        (string?)sink.Outputs.Select(output => output switch
        {
            DisplayOutput { DisplayId: not "chart" } display => display.Data,
            UpdateOutput { DisplayId: not "chart" } update => update.Data,
            _ => null,
        }).LastOrDefault(data => data is not null)?["text/plain"];
}
