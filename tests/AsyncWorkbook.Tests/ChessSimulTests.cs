using CsCheck;

namespace AsyncWorkbook.Tests;

public class ChessSimulTests
{
    [Fact]
    public Task The_makespan_formula_holds() => ChessSimuls.Any.SampleAsync(
        async simul =>
        {
            var (boards, moves, host, opponent, _) = simul;
            var rounds = await ChessSimuls.PlayAsync(simul, "rounds");
            var hostDone = ((moves - 1) * Math.Max(boards * host, host + opponent)) + (boards * host);
            Assert.Equal(hostDone, rounds.Number("hostDone"), 1e-6);
            Assert.Equal(hostDone + opponent, rounds.Number("lastReply"), 1e-6);
            var sequential = await ChessSimuls.PlayAsync(simul, "oneAfterAnother");
            Assert.Equal(boards * moves * (host + opponent), sequential.Number("lastReply"), 1e-6);
        },
        iter: 100);

    [Theory]
    [InlineData(1, 1800)]
    [InlineData(6, 1825)]
    [InlineData(12, 1855)]
    [InlineData(24, 3655)]
    [InlineData(48, 7255)]
    public async Task Beyond_twelve_boards_the_host_is_the_bottleneck(int boards, double lastReply) =>
        Assert.Equal(lastReply, (await ChessSimuls.PlayAsync(new ChessSimul(boards), "rounds")).Number("lastReply"));
}
