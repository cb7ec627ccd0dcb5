using System.Collections.Concurrent;
using System.Text.Json;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Running;

namespace AsyncWorkbook.Workers.CSharp.Core.Questions;

/// <summary>What running code asks the host, and waits for.</summary>
internal static class HostQuestions
{
    private static readonly ConcurrentDictionary<string, Open> open = new(StringComparer.Ordinal);
    private static IEvents? events;
    private static int asked;

    /// <summary>Whether code can block until an answer comes.</summary>
    public static bool CanBlock { get; private set; }

    /// <param name="channel">Takes the questions.</param>
    /// <param name="canBlock">Whether code can block until an answer comes.</param>
    public static void Install(IEvents channel, bool canBlock) => (events, CanBlock) = (channel, canBlock);

    /// <summary>Asks, on behalf of the running execution.</summary>
    /// <param name="type">The type of the event.</param>
    /// <param name="fields">Writes its fields, but for <c>question</c>.</param>
    /// <param name="output">Takes each <c>output</c> that comes before the answer, in order.</param>
    /// <exception cref="InvalidOperationException">The host cannot answer; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static async Task<Command> AskAsync(string type, Action<Utf8JsonWriter> fields, Action<Command>? output = null)
    {
        var execution = Execution.Current ?? throw new InvalidOperationException("No cell runs that could ask.");
        var question = $"q{Interlocked.Increment(ref asked)}";
        var asking = open[question] = new Open(new(TaskCreationOptions.RunContinuationsAsynchronously), output);
        try
        {
            events!.Send(EventLine.Create(type, execution.Id, json =>
            {
                json.WriteString("question", question);
                fields(json);
            }));
            return await asking.Answer.Task.WaitAsync(execution.Interruption.Requested);
        }
        finally
        {
            open.TryRemove(question, out _);
        }
    }

    /// <summary>Takes an <c>answer</c>, or an <c>output</c> on the way to one, from the reader's thread.</summary>
    public static void Accept(string question, Command command)
    {
        if (!open.TryGetValue(question, out var asking))
        {
            return; // nobody waits for it any more
        }

        if (command.Type == "output")
        {
            asking.Output?.Invoke(command);
        }
        else if (command.Failed is { } reason)
        {
            asking.Answer.TrySetException(new InvalidOperationException(reason));
        }
        else
        {
            asking.Answer.TrySetResult(command);
        }
    }

    private sealed record Open(TaskCompletionSource<Command> Answer, Action<Command>? Output);
}
