using System.Collections.Concurrent;

namespace AsyncWorkbook.Engine.Execution;

/// <summary>How long an editor waits for an answer of a language: while a cell keeps that busy, hardly at all.</summary>
internal sealed class EditorPatience
{
    /// <summary>An editor that waits longer shows nothing anyway.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    /// <summary>The same while a cell runs: its language answers at once, where the cell awaits something, or when it has ended.</summary>
    private static readonly TimeSpan impatience = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, Task> open = new(StringComparer.Ordinal);

    /// <summary>Asks, and goes on without an answer where that takes too long.</summary>
    /// <param name="busy">The kernel that may be busy with a cell, or null if none is.</param>
    /// <param name="answer">Asks.</param>
    /// <param name="unknown">What is said without an answer.</param>
    /// <exception cref="Exception">What asking throws, but for its being cancelled.</exception>
    public async Task<T> AskAsync<T>(string? busy, Func<CancellationToken, Task<T>> answer, Func<T> unknown)
    {
        if (busy is not null && open.TryGetValue(busy, out var before) && !before.IsCompleted)
        {
            return unknown(); // it still has a question to answer: more of them would only keep the next cell waiting
        }

        using var giveUp = new CancellationTokenSource(patience);
        try
        {
            if (busy is null)
            {
                return await answer(giveUp.Token);
            }

            var asked = answer(CancellationToken.None);
            open[busy] = asked;
            return await asked.WaitAsync(impatience, giveUp.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            return unknown();
        }
    }
}
