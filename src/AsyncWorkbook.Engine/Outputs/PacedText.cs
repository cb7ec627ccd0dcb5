using System.Text;

namespace AsyncWorkbook.Engine.Outputs;

/// <summary>
/// Joins what is printed within <see cref="Pause"/> to one message: Jupyter drops the messages of a kernel that sends more than a
/// thousand a second. Messages end where lines do, for a message that ended wherever the timer found it would make the same
/// cell's saved outputs differ from run to run; a line whose end does not come is sent all the same, a pause later.
/// </summary>
/// <param name="time">Measures the pauses.</param>
/// <param name="send">Takes the name of a stream and what was printed to it; one call at a time.</param>
internal sealed class PacedText(TimeProvider time, Action<string, string> send)
{
    private readonly Lock gate = new();
    private readonly StringBuilder pending = new();
    private string stream = "";
    private ITimer? timer;
    private bool onlyWholeLines;

    /// <summary>How long text waits for more; the start of a line up to twice as long for its end.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Takes text; it is sent by the timer, by text of another stream, or by <see cref="Flush"/>.</summary>
    public void Add(string name, string text)
    {
        lock (gate)
        {
            if (name != stream)
            {
                Send(pending.Length);
                stream = name;
            }

            pending.Append(text);
            if (timer is null)
            {
                Wait();
            }
        }
    }

    /// <summary>Sends what waits, whole lines or not: something else follows, or the cell has ended.</summary>
    public void Flush()
    {
        lock (gate)
        {
            Send(pending.Length);
        }
    }

    private void Wait()
    {
        onlyWholeLines = true;
        timer = time.CreateTimer(Elapsed, null, Pause, Pause);
    }

    private void Elapsed(object? state)
    {
        lock (gate)
        {
            if (timer is null)
            {
                return; // flushed while this call was on its way
            }

            var lines = pending.ToString().LastIndexOf('\n') + 1;
            if (lines == 0 && onlyWholeLines)
            {
                onlyWholeLines = false;
                return;
            }

            Send(lines == 0 ? pending.Length : lines);
        }
    }

    /// <summary>Sends the first part of what waits; the rest waits anew.</summary>
    private void Send(int length)
    {
        timer?.Dispose();
        timer = null;
        if (length == 0)
        {
            return;
        }

        send(stream, pending.ToString(0, length));
        pending.Remove(0, length);
        if (pending.Length > 0)
        {
            Wait();
        }
    }
}
