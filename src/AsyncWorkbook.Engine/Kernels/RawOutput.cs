using System.Text;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>
/// The raw standard output or error of a worker: what child processes, native code and crashes print. Passes text on
/// as it comes and takes out the markers that say "the cell has printed all it had to print".
/// </summary>
internal sealed class RawOutput
{
    /// <summary>No program prints this by accident, and a terminal would not show it.</summary>
    private const char markerEdge = '\u001e';

    private readonly Action<string> print;
    private readonly Lock gate = new();
    private string held = "";
    private string? marker;
    private TaskCompletionSource? arrived;

    public RawOutput(Stream stream, Action<string> print)
    {
        this.print = print;
        Ended = Task.Run(() => ReadAsync(stream));
    }

    /// <summary>Completes when every process that held the stream has closed it.</summary>
    public Task Ended { get; }

    public static string NewMarker() => $"{markerEdge}{Guid.NewGuid():N}{markerEdge}";

    /// <summary>Completes when the marker has arrived, or the stream has ended.</summary>
    public Task WaitForAsync(string expected)
    {
        lock (gate)
        {
            if (Ended.IsCompleted)
            {
                return Task.CompletedTask;
            }

            marker = expected;
            arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return arrived.Task;
        }
    }

    /// <summary>Passes on what was held back because it could have been a marker; no marker is expected any more.</summary>
    public void Flush()
    {
        string rest;
        lock (gate)
        {
            rest = held;
            held = "";
            arrived?.TrySetResult();
            arrived = null;
            marker = null;
        }

        Print(rest);
    }

    private async Task ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false), false, 1 << 16);
        var buffer = new char[1 << 14];
        try
        {
            while (await reader.ReadAsync(buffer) is > 0 and var count)
            {
                Print(Take(new string(buffer, 0, count)));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process was ended: there is nothing more to read.
        }

        Flush();
    }

    /// <summary>Takes new text in and gives back what can be passed on: all of it, but for markers and what may become one.</summary>
    private string Take(string text)
    {
        lock (gate)
        {
            text = held + text;
            held = "";
            if (marker is null)
            {
                return text;
            }

            var at = text.IndexOf(marker, StringComparison.Ordinal);
            if (at >= 0)
            {
                arrived?.TrySetResult();
                arrived = null;
                var whole = string.Concat(text.AsSpan(0, at), text.AsSpan(at + marker.Length));
                marker = null;
                return whole;
            }

            var tail = text.LastIndexOf(markerEdge);
            if (tail >= 0 && marker.StartsWith(text[tail..], StringComparison.Ordinal))
            {
                held = text[tail..];
                return text[..tail];
            }

            return text;
        }
    }

    private void Print(string text)
    {
        if (text.Length > 0)
        {
            print(text);
        }
    }
}
