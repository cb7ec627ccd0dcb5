using System.Collections.Concurrent;
using AsyncWorkbook.Workers.CSharp.Protocol;
using AsyncWorkbook.Workers.CSharp.Running;

namespace AsyncWorkbook.Workers.CSharp.Output;

/// <summary>What running code asks the reader.</summary>
internal static class Questions
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource<string>> open = new(StringComparer.Ordinal);
    private static EventChannel? events;
    private static int asked;

    public static void Install(EventChannel channel) => events = channel;

    /// <summary>Asks for a line of text.</summary>
    /// <param name="prompt">The question; may be empty.</param>
    /// <param name="secret">Whether the answer must not be seen.</param>
    /// <exception cref="InvalidOperationException">Nobody can answer; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static async Task<string> AskAsync(string prompt, bool secret)
    {
        var cell = Cell.Current ?? throw new InvalidOperationException("No cell runs that could ask.");
        var question = $"q{Interlocked.Increment(ref asked)}";
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        open[question] = answer;
        try
        {
            events!.Send(EventLine.Create("ask", cell.Id, json =>
            {
                json.WriteString("question", question);
                json.WriteString("prompt", prompt);
                json.WriteBoolean("secret", secret);
            }));
            return await answer.Task.WaitAsync(cell.Interruption.Requested);
        }
        finally
        {
            open.TryRemove(question, out _);
        }
    }

    /// <summary>Takes the answer, or the reason why there is none, from the reader's thread.</summary>
    public static void Answer(string question, string? text, string? failed)
    {
        if (!open.TryGetValue(question, out var asking))
        {
            return; // nobody waits for it any more
        }

        if (failed is null)
        {
            asking.TrySetResult(text ?? "");
        }
        else
        {
            asking.TrySetException(new InvalidOperationException(failed));
        }
    }
}
