using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>A reader who answers every question in the same way.</summary>
internal sealed class Reader(Func<string, CancellationToken, Task<string>> answer) : IInput
{
    private readonly TaskCompletionSource<(string Prompt, bool Secret)> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The first question, as soon as it is asked.</summary>
    public Task<(string Prompt, bool Secret)> Asked => asked.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public static Reader Saying(string text) => new((_, _) => Task.FromResult(text));

    /// <summary>One who takes for ever.</summary>
    public static Reader Pondering() => new(async (_, cancel) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        return "";
    });

    public Task<string> AskAsync(string prompt, bool secret, CancellationToken cancel)
    {
        asked.TrySetResult((prompt, secret));
        return answer(prompt, cancel);
    }
}
