using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Outputs;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Outputs;

public sealed class NotebookOutputsTests
{
    [Fact]
    public void Printed_text_is_joined_by_stream_and_split_in_lines() =>
        Gen.Select(Gen.OneOf("stdout", "stderr"), Gen.String[Gen.OneOf('a', '\n', 'b'), 1, 6]).Array[1, 12].Sample(prints =>
        {
            var cell = new NotebookOutputs().Begin(1);
            foreach (var (name, text) in prints)
            {
                cell.Emit(new StreamOutput(name, text));
            }

            var outputs = cell.Outputs.Select(output => output!.AsObject()).ToList();
            Assert.Equal(
                string.Concat(prints.Select(print => print.Item2)),
                string.Concat(outputs.SelectMany(output => output["text"]!.AsArray()).Select(line => (string?)line)));
            Assert.All(outputs.Zip(outputs.Skip(1)), pair => Assert.NotEqual((string?)pair.First["name"], (string?)pair.Second["name"]));
            Assert.All(
                outputs.SelectMany(output => output["text"]!.AsArray().SkipLast(1)),
                line => Assert.Equal(((string)line!).Length - 1, ((string)line!).IndexOf('\n', StringComparison.Ordinal)));
        });

    [Fact]
    public void An_update_reaches_every_display_with_its_id_and_no_other()
    {
        var notebook = new NotebookOutputs();
        var first = notebook.Begin(1);
        var second = notebook.Begin(2);
        first.Emit(new DisplayOutput(MimeBundles.Plain("old"), [], "a"));
        first.Emit(new DisplayOutput(MimeBundles.Plain("other"), [], "b"));
        second.Emit(new DisplayOutput(MimeBundles.Plain("old"), [], "a"));
        second.Emit(new UpdateOutput(MimeBundles.Plain("new"), [], "a"));
        Assert.Equal(["new", "other", "new"], first.Outputs.Concat(second.Outputs).Select(Plain));
        Assert.DoesNotContain("\"a\"", first.Outputs.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "old")]
    public void Clearing_happens_now_or_when_something_new_comes(bool wait, string meanwhile)
    {
        var cell = new NotebookOutputs().Begin(1);
        cell.Emit(new DisplayOutput(MimeBundles.Plain("old"), []));
        cell.Emit(new ClearOutput(wait));
        Assert.Equal(meanwhile, string.Concat(cell.Outputs.Select(Plain)));
        cell.Emit(new DisplayOutput(MimeBundles.Plain("new"), []));
        Assert.Equal("new", string.Concat(cell.Outputs.Select(Plain)));
    }

    [Fact]
    public void Nothing_is_taken_after_closing()
    {
        var notebook = new NotebookOutputs();
        var cell = notebook.Begin(1);
        notebook.Close();
        cell.Emit(new StreamOutput("stdout", "late"));
        Assert.Empty(cell.Outputs);
    }

    private static string? Plain(JsonNode? output) => (string?)output!["data"]!["text/plain"];
}
