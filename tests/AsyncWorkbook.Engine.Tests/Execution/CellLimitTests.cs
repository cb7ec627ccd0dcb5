using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Execution;

/// <summary>A cell's limit is its own time: how long its language takes to start does not count.</summary>
public sealed class CellLimitTests
{
    private readonly SteppedTime time = new();
    private readonly StartWaits starts = new();

    [Fact]
    public void It_is_reached_when_the_time_is_over()
    {
        using var limit = Limit(3);
        time.Pass(2.9);
        Assert.False(limit.Reached.IsCancellationRequested);
        time.Pass(0.1);
        Assert.True(limit.Reached.IsCancellationRequested);
    }

    [Fact]
    public async Task The_start_of_a_language_does_not_count()
    {
        using var limit = Limit(3);
        time.Pass(1);
        var (first, second) = (new TaskCompletionSource<int>(), new TaskCompletionSource<int>());
        var waits = Task.WhenAll(starts.WaitAsync(first.Task), starts.WaitAsync(second.Task));
        time.Pass(100);
        first.SetResult(1);
        time.Pass(100); // the second still starts
        second.SetResult(2);
        await waits;
        time.Pass(1.9);
        Assert.False(limit.Reached.IsCancellationRequested);
        time.Pass(0.1);
        Assert.True(limit.Reached.IsCancellationRequested);
    }

    [Fact]
    public async Task A_start_that_fails_counts_no_more_either()
    {
        using var limit = Limit(3);
        var start = new TaskCompletionSource<int>();
        var wait = starts.WaitAsync(start.Task);
        time.Pass(100);
        start.SetException(new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => wait);
        time.Pass(2.9);
        Assert.False(limit.Reached.IsCancellationRequested);
        time.Pass(0.1);
        Assert.True(limit.Reached.IsCancellationRequested);
    }

    [Fact]
    public async Task Without_a_limit_it_is_never_reached()
    {
        using var limit = new CellLimit(Timeout.InfiniteTimeSpan, starts, time);
        var start = new TaskCompletionSource<int>();
        var wait = starts.WaitAsync(start.Task);
        start.SetResult(1);
        await wait;
        time.Pass(1e6);
        Assert.False(limit.Reached.IsCancellationRequested);
    }

    private CellLimit Limit(double seconds) => new(TimeSpan.FromSeconds(seconds), starts, time);
}
