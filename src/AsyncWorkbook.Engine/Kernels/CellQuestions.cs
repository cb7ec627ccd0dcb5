using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>The questions that running code asks its reader (<c>ask</c>), as long as their cell runs.</summary>
/// <param name="input">Who answers.</param>
internal sealed class CellQuestions(IInput input)
{
    private CancellationToken cell = new(canceled: true);

    /// <summary>From here until it is disposed a cell runs: its end withdraws its questions.</summary>
    public IDisposable Begin()
    {
        var asking = new Asking();
        cell = asking.Token;
        return asking;
    }

    /// <summary>The <c>answer</c> to an <c>ask</c>; null if nobody waits for it any more.</summary>
    public async Task<JsonObject?> AnswerAsync(JsonObject question)
    {
        var answer = new JsonObject { ["type"] = "answer", ["question"] = question["question"]?.DeepClone() };
        try
        {
            var running = cell;
            if (running.IsCancellationRequested)
            {
                throw new InputMissingException("the cell that asks has ended.");
            }

            answer["text"] = await input.AskAsync(
                (string?)question["prompt"] ?? "", (bool?)question["secret"] ?? false, running);
        }
        catch (InputMissingException e)
        {
            answer["failed"] = e.Message;
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        return answer;
    }

    private sealed class Asking : IDisposable
    {
        private readonly CancellationTokenSource ended = new();

        public CancellationToken Token => ended.Token;

        public void Dispose()
        {
            ended.Cancel();
            ended.Dispose();
        }
    }
}
