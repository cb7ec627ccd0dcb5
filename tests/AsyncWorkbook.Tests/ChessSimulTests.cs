using System.Diagnostics;
using System.Text.Json;
using CsCheck;

namespace AsyncWorkbook.Tests;

[StartsProcesses]
public class ChessSimulTests
{
    private static readonly JsonSerializerOptions camelCase = new(JsonSerializerDefaults.Web);

    private static readonly Gen<double> seconds = Gen.Int[1, 20_000].Select(milliseconds => milliseconds / 1000.0);

    private static readonly Gen<ChessSimul> simuls = Gen.Select(Gen.Int[1, 8], Gen.Int[1, 5], seconds, seconds).SelectMany(s =>
        Gen.Int[1, s.Item1 + 2].Select(masters => new ChessSimul(s.Item1, s.Item2, s.Item3, s.Item4, masters)));

    [Fact]
    public Task All_three_languages_do_what_the_spec_says() => simuls.Array[25].SampleAsync(
        async batch =>
        {
            var spec = Repository.ChessSimulSpec();
            string[] variants = [.. spec.Variants.Keys];
            var games = batch.SelectMany(simul => variants.Select(variant => (simul, variant))).ToList();
            var request = JsonSerializer.Serialize(games.Select(game => new { game.variant, parameters = game.simul }), camelCase);
            var javascript = PlayInChildAsync(request, "node", Repository.PathOf("tests", "javascript", "play-chess-simuls.mjs"));
            var python = PlayInChildAsync(request, "python3", Repository.PathOf("tests", "python", "play_chess_simuls.py"));
            var runs = (JavaScript: await javascript, Python: await python);
            for (var i = 0; i < games.Count; i++)
            {
                var (simul, variant) = games[i];
                var three = Runs.Of(await PlayAsync(simul, variant), runs.JavaScript[i], runs.Python[i]);
                var verdict = spec.Judge(variant, three, Parameters(simul));
                Assert.True(
                    verdict.Overall == Judgement.Parity,
                    $"{simul}, {variant}: {string.Join("; ", verdict.Rows.Where(row => row.Judgement != Judgement.Parity))}");
            }
        },
        iter: 4,
        threads: 1);

    [Fact]
    public Task The_makespan_formula_holds() => simuls.SampleAsync(
        async simul =>
        {
            var (boards, moves, host, opponent, _) = simul;
            var rounds = await PlayAsync(simul, "rounds");
            var hostDone = ((moves - 1) * Math.Max(boards * host, host + opponent)) + (boards * host);
            Assert.Equal(hostDone, rounds.Number("hostDone"), 1e-6);
            Assert.Equal(hostDone + opponent, rounds.Number("lastReply"), 1e-6);
            var sequential = await PlayAsync(simul, "oneAfterAnother");
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
        Assert.Equal(lastReply, (await PlayAsync(new ChessSimul(boards), "rounds")).Number("lastReply"));

    private static object Parameters(ChessSimul simul) => JsonSerializer.SerializeToElement(simul, camelCase);

    private static Task<Run> PlayAsync(ChessSimul simul, string variant)
    {
        Func<TimeProvider, RunLog, Task<ChessSimul.Result>> program = variant switch
        {
            "oneAfterAnother" => simul.OneAfterAnotherAsync,
            "rounds" => simul.RoundsAsync,
            "grandmasters" => simul.GrandmastersAsync,
            _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "No such variant."),
        };
        return Run.PlayAsync(program, new VirtualTimeProvider());
    }

    private static async Task<List<Run>> PlayInChildAsync(string request, string program, string script)
    {
        using var child = Process.Start(new ProcessStartInfo(program, [script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = child.StandardOutput.ReadToEndAsync();
        var error = child.StandardError.ReadToEndAsync();
        await child.StandardInput.WriteAsync(request);
        child.StandardInput.Close();
        await child.WaitForExitAsync();
        Assert.True(child.ExitCode == 0, await error);
        using var answer = JsonDocument.Parse(await output);
        return [.. answer.RootElement.EnumerateArray().Select(run =>
        {
            using var one = JsonDocument.Parse(run.GetRawText());
            return Run.FromJson(one);
        })];
    }
}
