using System.IO.Pipelines;
using System.Text;
using System.Threading.Channels;
using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Kernels;

/// <summary>What a worker prints by itself, through a pipe in memory.</summary>
public sealed class RawOutputTests
{
    private readonly Pipe pipe = new();
    private readonly Channel<string> printed = Channel.CreateUnbounded<string>();
    private readonly RawOutput output;
    private readonly string marker = RawOutput.NewMarker();

    public RawOutputTests() => output = new RawOutput(pipe.Reader.AsStream(), text => printed.Writer.TryWrite(text));

    [Fact]
    public async Task Text_is_passed_on_as_it_comes()
    {
        await WriteAsync("one");
        Assert.Equal("one", await PrintedAsync("one".Length));
        await WriteAsync("♞");
        Assert.Equal("♞", await PrintedAsync("♞".Length));
    }

    [Fact]
    public async Task A_character_that_comes_in_pieces_stays_whole()
    {
        foreach (var part in Encoding.UTF8.GetBytes("♞"))
        {
            await pipe.Writer.WriteAsync(new[] { part });
        }

        Assert.Equal("♞", await PrintedAsync(1));
    }

    [Fact]
    public async Task The_marker_is_taken_out_wherever_the_stream_breaks_it()
    {
        for (var split = 0; split <= marker.Length; split++)
        {
            var expected = output.WaitForAsync(marker);
            await WriteAsync("before" + marker[..split]);
            Assert.Equal("before", await PrintedAsync("before".Length));
            await WriteAsync(marker[split..] + "after");
            await expected;
            Assert.Equal("after", await PrintedAsync("after".Length));
        }
    }

    [Fact]
    public async Task What_only_looks_like_a_marker_is_text()
    {
        var expected = output.WaitForAsync(marker);
        await WriteAsync("\u001e");
        await WriteAsync("no\u001e");
        await WriteAsync(marker);
        await expected;
        Assert.Equal("\u001eno\u001e", await PrintedAsync(4));
    }

    [Fact]
    public async Task A_marker_that_nobody_waits_for_is_text()
    {
        await WriteAsync(marker);
        Assert.Equal(marker, await PrintedAsync(marker.Length));
    }

    [Fact]
    public async Task Flush_passes_on_what_was_held_back_and_waits_no_longer()
    {
        var expected = output.WaitForAsync(marker);
        await WriteAsync("text" + marker[..5]);
        Assert.Equal("text", await PrintedAsync(4));
        output.Flush();
        await expected;
        Assert.Equal(marker[..5], await PrintedAsync(5));
    }

    [Fact]
    public async Task The_end_of_the_stream_ends_the_wait_and_loses_nothing()
    {
        var expected = output.WaitForAsync(marker);
        await WriteAsync("last" + marker[..5]);
        await pipe.Writer.CompleteAsync();
        await output.Ended;
        await expected;
        Assert.Equal("last" + marker[..5], await PrintedAsync(9));
        Assert.True(output.WaitForAsync(marker).IsCompleted);
    }

    private async Task WriteAsync(string text) => await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>The next characters that are passed on, however many pieces they come in.</summary>
    private async Task<string> PrintedAsync(int length)
    {
        var text = "";
        while (text.Length < length)
        {
            text += await printed.Reader.ReadAsync();
        }

        return text;
    }
}
