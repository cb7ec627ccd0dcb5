using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>Passes the questions of running code on to the front end that runs the cell.</summary>
internal sealed class JupyterInput : IInput, IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private (Request Request, Messenger Messenger, Action Flush)? asker;
    private (string Id, TaskCompletionSource<string> Answer)? pending;

    /// <summary>From here on a request's cell runs, and what it asks goes to whoever sent it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="messenger">Sends the questions.</param>
    /// <param name="flush">Publishes what the cell has printed so far: readers see it before the question.</param>
    public void Begin(Request request, Messenger messenger, Action flush)
    {
        lock (gate)
        {
            asker = request.Content.Flag("allow_stdin", absent: true) ? (request, messenger, flush) : null;
        }
    }

    /// <summary>The cell has ended.</summary>
    public void End()
    {
        lock (gate)
        {
            asker = null;
        }
    }

    /// <inheritdoc/>
    public async Task<string> AskAsync(string prompt, bool secret, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            return await SendQuestionAsync(prompt, secret).WaitAsync(cancel);
        }
        finally
        {
            lock (gate)
            {
                pending = null;
            }

            turn.Release();
        }
    }

    /// <summary>Takes an <c>input_reply</c>. One that answers an older question, or none, is ignored.</summary>
    public void Answer(JupyterMessage reply)
    {
        lock (gate)
        {
            // The classic Notebook does not say which question it answers; there is never more than one.
            if (reply.Type == "input_reply" && pending is { } question
                && reply.Parent.Text("msg_id", question.Id) == question.Id)
            {
                question.Answer.TrySetResult(reply.Content.Text("value"));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private Task<string> SendQuestionAsync(string prompt, bool secret)
    {
        lock (gate)
        {
            if (asker is not { } from)
            {
                throw new InputMissingException(
                    "this code asks a question, and whoever runs the cell takes none (allow_stdin is off); "
                    + "use a cell tagged \"parameters\" instead.");
            }

            from.Flush();
            var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            var content = new JsonObject { ["prompt"] = prompt, ["password"] = secret };
            pending = (from.Messenger.Ask(from.Request, "input_request", content), answer);
            return answer.Task;
        }
    }
}
