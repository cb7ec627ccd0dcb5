using System.Threading.Channels;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>
/// What the kernel has to say to whoever runs the server, on standard error. Where nobody reads it, a pipe fills up and
/// writing waits: so it waits here and nowhere else, and what does not fit is dropped.
/// </summary>
internal sealed class ErrorLog : IAsyncDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    private readonly Channel<string> lines = Channel.CreateBounded<string>(
        new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Task written;

    public ErrorLog() => written = Task.Run(WriteAsync);

    /// <summary>Writes a line, soon; never waits.</summary>
    public void Write(string line) => lines.Writer.TryWrite(line);

    /// <summary>Waits a moment for the lines that are not written yet.</summary>
    public async ValueTask DisposeAsync()
    {
        lines.Writer.TryComplete();
        await Task.WhenAny(written, Task.Delay(patience));
    }

    private async Task WriteAsync()
    {
        await foreach (var line in lines.Reader.ReadAllAsync())
        {
            await Console.Error.WriteLineAsync(line);
        }
    }
}
