namespace AsyncWorkbook;

/// <summary>
/// The chess simul (problem 1): one host plays many boards. Three ways to do it, each an asynchronous program that can be
/// played on any clock: <c>Run.PlayAsync(simul.RoundsAsync, new VirtualTimeProvider())</c>.
/// </summary>
/// <param name="Boards">The number of opponents, at least 1.</param>
/// <param name="Moves">Move pairs a game, at least 1.</param>
/// <param name="Host">Seconds the host thinks about a move.</param>
/// <param name="Opponent">Seconds an opponent thinks about a move.</param>
/// <param name="Masters">Hosts who share the boards in <see cref="GrandmastersAsync"/>, at least 1; without a board one is done at once.</param>
public sealed record ChessSimul(
    int Boards = 24, int Moves = 30, double Host = 5, double Opponent = 55, int Masters = 1)
{
    /// <summary>The results of an exhibition, both in seconds since it began.</summary>
    /// <param name="HostDone">When the (last) host had made the last move.</param>
    /// <param name="LastReply">When the last opponent had replied: the makespan.</param>
    public sealed record Result(double HostDone, double LastReply);

    /// <summary>One board after another: the host sits down, plays the whole game and only then goes on.</summary>
    /// <param name="clock">The clock that every wait is taken from.</param>
    /// <param name="log">Where moves are noted.</param>
    public async Task<Result> OneAfterAnotherAsync(TimeProvider clock, RunLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        for (var board = 1; board <= Boards; board++)
        {
            for (var move = 1; move <= Moves; move++)
            {
                await HostMovesAsync(board, clock, log);
                await OpponentMovesAsync(board, clock, log);
            }
        }

        return new Result(log.Add("host", "done"), log.Add("exhibition", "over"));
    }

    /// <summary>Walking round the boards: the opponents think while the host is at the other boards.</summary>
    /// <inheritdoc cref="OneAfterAnotherAsync"/>
    public async Task<Result> RoundsAsync(TimeProvider clock, RunLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var replies = await WalkAsync(Enumerable.Range(1, Boards), clock, log);
        var hostDone = log.Add("host", "done");
        await Task.WhenAll(replies);
        return new Result(hostDone, log.Add("exhibition", "over"));
    }

    /// <summary>Several grandmasters at once; the boards are dealt to them in turn, and each walks round their own.</summary>
    /// <inheritdoc cref="OneAfterAnotherAsync"/>
    public async Task<Result> GrandmastersAsync(TimeProvider clock, RunLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var replies = new List<Task>();
        var done = await Task.WhenAll(Enumerable.Range(1, Masters).Select(async master =>
        {
            var own = Enumerable.Range(1, Boards).Where(board => (board - master) % Masters == 0);
            replies.AddRange(await WalkAsync(own, clock, log));
            return log.Add($"host {master}", "done");
        }));
        await Task.WhenAll(replies);
        return new Result(done.Max(), log.Add("exhibition", "over"));
    }

    private async Task<IEnumerable<Task>> WalkAsync(IEnumerable<int> boards, TimeProvider clock, RunLog log)
    {
        var replies = boards.ToDictionary(board => board, _ => Task.CompletedTask);
        for (var move = 1; move <= Moves; move++)
        {
            foreach (var board in replies.Keys.ToList())
            {
                await replies[board];
                await HostMovesAsync(board, clock, log);
                replies[board] = OpponentMovesAsync(board, clock, log);
            }
        }

        return replies.Values;
    }

    private async Task HostMovesAsync(int board, TimeProvider clock, RunLog log)
    {
        log.Add($"board {board}", "host thinks");
        await Task.Delay(Seconds(Host), clock);
        log.Add($"board {board}", "host moves");
    }

    private async Task OpponentMovesAsync(int board, TimeProvider clock, RunLog log)
    {
        await Task.Delay(Seconds(Opponent), clock);
        log.Add($"board {board}", "opponent moves");
    }

    // TimeSpan.FromSeconds(2.506) is a tick short, and Task.Delay would make 2,505 ms of it.
    private static TimeSpan Seconds(double seconds) => TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
}
