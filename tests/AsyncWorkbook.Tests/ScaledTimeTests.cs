namespace AsyncWorkbook.Tests;

public class ScaledTimeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_same_program_does_the_same_things_later(bool preciseTimers)
    {
        var simul = new ChessSimul(Boards: 3, Moves: 2);
        var plan = await Run.PlayAsync(simul.RoundsAsync, new VirtualTimeProvider());
        var real = await Run.PlayAsync(simul.RoundsAsync, new ScaledTimeProvider(1.0 / 2000, preciseTimers));

        Assert.Equal(ByActor(plan), ByActor(real));
        Assert.Equal(plan.Events.Count, real.LatenessAgainst(plan).Count);

        // The runtime's own timers go by a clock of some ms and may be as much too early.
        Assert.All(real.LatenessAgainst(plan), late => Assert.True(late.Late >= (preciseTimers ? 0 : -20), $"{late}"));

        static IEnumerable<string> ByActor(Run run) => run.Events.Select(e => $"{e.Actor}: {e.Event}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Precise_timers_can_be_cancelled()
    {
        var clock = new ScaledTimeProvider(1.0 / 1000, preciseTimers: true);
        var waited = await clock.RunAsync(async () =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(1), clock);
            await Assert.ThrowsAsync<TaskCanceledException>(() => Task.Delay(TimeSpan.FromDays(1), clock, source.Token));
            return clock.GetElapsedTime(0);
        });
        Assert.True(waited >= TimeSpan.FromSeconds(1), $"{waited}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_scale_is_a_positive_number(double scale) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScaledTimeProvider(scale));
}
