using System.Collections.Concurrent;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Running;

namespace AsyncWorkbook.Workers.CSharp.Core.Questions;

/// <summary>What running code asks the reader.</summary>
internal static class InputRequests
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource<string>> open = new(StringComparer.Ordinal);
    private static IEvents? events;
    private static int asked;

    public static void Install(IEvents channel) => events = channel;

    /// <summary>Asks for a line of text.</summary>
    /// <param name="prompt">The question; may be empty.</param>
    /// <param name="secret">Whether the answer must not be seen.</param>
    /// <exception cref="InvalidOperationException">Nobody can answer; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static async Task<string> AskAsync(string prompt, bool secret)
    {
        var execution = Execution.Current ?? throw new InvalidOperationException("No cell runs that could ask.");
        var question = $"q{Interlocked.Increment(ref asked)}";
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        open[question] = answer;
        try
        {
            events!.Send(EventLine.Create("ask", execution.Id, json =>
            {
                json.WriteString("question", question);
                json.WriteString("prompt", prompt);
                json.WriteBoolean("secret", secret);
            }));
            return await answer.Task.WaitAsync(execution.Interruption.Requested);
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
