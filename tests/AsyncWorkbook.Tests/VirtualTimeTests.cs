using CsCheck;

namespace AsyncWorkbook.Tests;

public class VirtualTimeTests
{
    private static async Task<IReadOnlyList<LoggedEvent>> EventsOf(Func<TimeProvider, RunLog, Task> program)
    {
        var run = await Run.PlayAsync(
            async (clock, log) =>
            {
                await program(clock, log);
                return (object?)null;
            },
            new VirtualTimeProvider());
        return run.Events;
    }

    private static Task Wait(double seconds, TimeProvider clock) => Task.Delay(TimeSpan.FromSeconds(seconds), clock);

    [Fact]
    public Task Waits_one_after_the_other_add_up_exactly() => Gen.Int[0, 100_000].List[0, 20].SampleAsync(
        async milliseconds =>
        {
            var events = await EventsOf(async (clock, log) =>
            {
                foreach (var wait in milliseconds)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(wait), clock);
                    log.Add("waiter", "woke");
                }
            });
            var sums = milliseconds.Select((_, i) => milliseconds.Take(i + 1).Sum(wait => (long)wait) / 1000.0);
            Assert.Equal(sums, events.Select(e => e.T));
        },
        iter: 50);

    [Fact]
    public Task Waits_side_by_side_end_by_due_time_and_then_in_the_order_of_setting() => Gen.Int[0, 5].List[1, 20].SampleAsync(
        async seconds =>
        {
            var events = await EventsOf((clock, log) => Task.WhenAll(seconds.Select(async (wait, i) =>
            {
                await Wait(wait, clock);
                log.Add($"{i}", "woke");
            })));
            var expected = seconds.Select((wait, i) => (wait, i)).OrderBy(w => w.wait);
            Assert.Equal(expected.Select(w => new LoggedEvent(w.wait, $"{w.i}", "woke")), events);
        },
        iter: 50);

    [Fact]
    public async Task Everything_that_one_timer_makes_runnable_runs_before_the_next_timer()
    {
        var events = await EventsOf((clock, log) => Task.WhenAll(YieldTwice("a", clock, log), YieldTwice("b", clock, log)));
        Assert.Equal(["a 0", "a 1", "a 2", "b 0", "b 1", "b 2"], events.Select(e => $"{e.Actor} {e.Event}"));

        static async Task YieldTwice(string name, TimeProvider clock, RunLog log)
        {
            await Wait(1, clock);
            log.Add(name, "0");
            await Task.Yield();
            log.Add(name, "1");
            await Task.Yield();
            log.Add(name, "2");
        }
    }

    [Fact]
    public async Task Programs_run_on_one_thread_also_without_their_context()
    {
        var threads = new HashSet<int>();
        await EventsOf((clock, _) => Task.WhenAll(Enumerable.Range(1, 5).Select(async i =>
        {
            await Wait(i, clock).ConfigureAwait(i % 2 == 0);
            threads.Add(Environment.CurrentManagedThreadId);
            await Wait(i, clock);
            threads.Add(Environment.CurrentManagedThreadId);
        })));
        Assert.Single(threads);
    }

    [Fact]
    public async Task A_cancelled_wait_neither_fires_nor_moves_the_clock()
    {
        var events = await EventsOf(async (clock, log) =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
            await Assert.ThrowsAsync<TaskCanceledException>(() => Task.Delay(TimeSpan.FromSeconds(60), clock, source.Token));
            log.Add("waiter", "cancelled");
            await Wait(3, clock);
            log.Add("waiter", "done");
        });
        Assert.Equal([2, 5], events.Select(e => e.T));
    }

    [Fact]
    public async Task A_periodic_timer_ticks_every_period()
    {
        var events = await EventsOf(async (clock, log) =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(0.1), clock);
            for (var i = 0; i < 3; i++)
            {
                await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
                log.Add("timer", "tick");
            }
        });
        Assert.Equal([0.1, 0.2, 0.3], events.Select(e => e.T));
    }

    [Fact]
    public async Task A_program_that_can_never_be_done_is_a_deadlock_and_no_hang()
    {
        var deadlock = await Assert.ThrowsAsync<DeadlockException>(() => EventsOf(async (clock, _) =>
        {
            await Wait(7, clock);
            await new TaskCompletionSource().Task;
        }));
        Assert.Equal(7, deadlock.Seconds);
        Assert.Contains("Deadlock at 7 s", deadlock.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_comes_out_as_it_was()
    {
        var error = await Assert.ThrowsAsync<InvalidTimeZoneException>(() => EventsOf(async (clock, _) =>
        {
            await Wait(1, clock);
            throw new InvalidTimeZoneException("mine");
        }));
        Assert.Equal("mine", error.Message);
    }

    [Fact]
    public void A_wait_that_nobody_would_ever_end_is_refused() =>
        Assert.Contains("Run.PlayAsync", Assert.Throws<InvalidOperationException>(() => { _ = Wait(1, new VirtualTimeProvider()); }).Message, StringComparison.Ordinal);

    [Fact]
    public Task A_clock_runs_one_program_at_a_time()
    {
        var clock = new VirtualTimeProvider();
        return clock.RunAsync(async () =>
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => clock.RunAsync(() => Task.FromResult(1)));
            return 0;
        });
    }

    [Fact]
    public async Task A_program_keeps_the_async_local_values_of_its_cell()
    {
        var cell = new AsyncLocal<string> { Value = "cell 7" };
        string? seen = null;
        await EventsOf(async (clock, _) =>
        {
            await Wait(1, clock);
            seen = cell.Value;
        });
        Assert.Equal("cell 7", seen);
    }
}
