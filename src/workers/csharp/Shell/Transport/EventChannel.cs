using System.Collections.Concurrent;
using System.Text;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;

namespace AsyncWorkbook.Workers.CSharp.Shell.Transport;

/// <summary>
/// Sends events to the host in the order in which they were posted. Only one thread of the channel's own touches the
/// connection: a cell may be aborted at any instruction, and must not take half a line or a held lock with it.
/// Text that was printed while the thread was writing is joined to one event.
/// </summary>
#pragma warning disable CA1001 // lives as long as the process
internal sealed class EventChannel : IEvents
#pragma warning restore CA1001
{
    private const int mostPendingCharacters = 4 << 20;
    private const int longText = 32 << 10;

    private readonly Stream connection;
    private readonly ConcurrentQueue<Posted> queue = new();
    private readonly AutoResetEvent arrived = new(initialState: false);
    private readonly StringBuilder text = new();
    private (string Parent, string Name) textKey;
    private int pendingCharacters;
    private bool hostIsGone;

    public EventChannel(Stream connection)
    {
        this.connection = connection;
        new Thread(Write) { Name = "events", IsBackground = true }.UnsafeStart();
    }

    /// <inheritdoc/>
    public void Send(ReadOnlyMemory<byte> line) => Post(new Posted(Line: line));

    /// <inheritdoc/>
    public void Print(string parent, string name, string text)
    {
        for (var start = 0; start < text.Length; start += longText)
        {
            PrintPiece(parent, name, text.Length <= longText ? text : text.Substring(start, Math.Min(longText, text.Length - start)));
        }
    }

    /// <summary>Waits until everything posted so far has been written, or <paramref name="patience"/> is over.</summary>
    public void Flush(TimeSpan patience)
    {
        using var reached = new ManualResetEventSlim();
        Post(new Posted(Reached: reached));
        reached.Wait(patience);
    }

    private void PrintPiece(string parent, string name, string text)
    {
        // A loop that prints without end must not fill the memory faster than the host can read.
        while (Volatile.Read(ref pendingCharacters) > mostPendingCharacters)
        {
            Thread.Sleep(1);
        }

        Interlocked.Add(ref pendingCharacters, text.Length);
        Post(new Posted(parent, name, text));
    }

    private void Post(in Posted posted)
    {
        queue.Enqueue(posted);
        arrived.Set();
    }

    private void Write()
    {
        while (true)
        {
            arrived.WaitOne();
            while (queue.TryDequeue(out var posted))
            {
                Write(posted);
            }

            WriteText(andHalfCharacter: false);
        }
    }

    private void Write(in Posted posted)
    {
        if (posted.Text is { } printed)
        {
            Interlocked.Add(ref pendingCharacters, -printed.Length);
            if (textKey != (posted.Parent, posted.Name))
            {
                WriteText(andHalfCharacter: true);
                textKey = (posted.Parent!, posted.Name!);
            }

            text.Append(printed);
            if (text.Length >= longText)
            {
                WriteText(andHalfCharacter: false);
            }

            return;
        }

        WriteText(andHalfCharacter: true);
        WriteBytes(posted.Line);
        try
        {
            posted.Reached?.Set();
        }
        catch (ObjectDisposedException)
        {
            // The one who waited has lost patience.
        }
    }

    /// <summary>Writes the joined text; the first half of a surrogate pair waits for the second unless it cannot come.</summary>
    private void WriteText(bool andHalfCharacter)
    {
        var length = text.Length;
        if (length > 0 && !andHalfCharacter && char.IsHighSurrogate(text[length - 1]))
        {
            length--;
        }

        if (length == 0)
        {
            return;
        }

        var ready = text.ToString(0, length);
        text.Remove(0, length);
        WriteBytes(EventLine.Create("stream", textKey.Parent, json =>
        {
            json.WriteString("name", textKey.Name);
            json.WriteString("text", ready);
        }).Span);
    }

    private void WriteBytes(ReadOnlyMemory<byte> line) => WriteBytes(line.Span);

    private void WriteBytes(ReadOnlySpan<byte> line)
    {
        if (hostIsGone || line.IsEmpty)
        {
            return;
        }

        try
        {
            connection.Write(line);
        }
        catch (IOException)
        {
            hostIsGone = true; // the commands connection ends, too, and with it the process
        }
    }

    private readonly record struct Posted(
        string? Parent = null,
        string? Name = null,
        string? Text = null,
        ReadOnlyMemory<byte> Line = default,
        ManualResetEventSlim? Reached = null);
}
