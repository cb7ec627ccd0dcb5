using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Editors;

/// <summary>Passes the questions of running code on to the editor; each has a name of its own, and an answer says which it answers.</summary>
internal sealed class EditorInput(EditorLines lines) : IInput
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> open = new(StringComparer.Ordinal);
    private (string Parent, EditorSink Sink)? asker;
    private int asked;

    /// <summary>From here on a cell runs, and questions are its own; with null none does.</summary>
    public void Begin((string Parent, EditorSink Sink)? cell) => asker = cell;

    /// <inheritdoc/>
    public async Task<string> AskAsync(string prompt, bool secret, CancellationToken cancel)
    {
        var question = string.Create(CultureInfo.InvariantCulture, $"q{Interlocked.Increment(ref asked)}");
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        open[question] = answer;
        var cell = asker;
        cell?.Sink.Flush();
        lines.Send("ask", cell?.Parent, new JsonObject { ["question"] = question, ["prompt"] = prompt, ["secret"] = secret });
        try
        {
            return await answer.Task.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            lines.Send("withdrawn", cell?.Parent, new JsonObject { ["question"] = question });
            throw;
        }
        finally
        {
            open.TryRemove(question, out _);
        }
    }

    /// <inheritdoc/>
    public void Tell(string message) => lines.Send("progress", asker?.Parent, new JsonObject { ["message"] = message });

    /// <summary>Takes an <c>answer</c>; one to a question that nobody waits for any more is ignored.</summary>
    public void Answer(JsonObject request)
    {
        if (!open.TryGetValue(request.Text("question"), out var answer))
        {
            return;
        }

        if (request["text"] is null)
        {
            answer.TrySetException(new InputMissingException(request.Text("failed", "the question was not answered.")));
        }
        else
        {
            answer.TrySetResult(request.Text("text"));
        }
    }
}
