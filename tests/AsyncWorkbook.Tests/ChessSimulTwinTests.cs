using System.Diagnostics;
using System.Text.Json;
using CsCheck;

namespace AsyncWorkbook.Tests;

/// <summary>The chess simul and its twins in JavaScript and Python.</summary>
[StartsProcesses]
public class ChessSimulTwinTests
{
    private static readonly JsonSerializerOptions camelCase = new(JsonSerializerDefaults.Web);

    [Fact]
    public Task All_three_languages_do_what_the_spec_says() => ChessSimuls.Any.Array[25].SampleAsync(
        async batch =>
        {
            var spec = Specs.Load("p01-chess-simul");
            string[] variants = [.. spec.Variants.Keys];
            var games = batch.SelectMany(simul => variants.Select(variant => (simul, variant))).ToList();
            var request = JsonSerializer.Serialize(games.Select(game => new { game.variant, parameters = game.simul }), camelCase);
            var javascript = PlayInChildAsync(request, "node", Repository.PathOf("tests", "javascript", "play-chess-simuls.mjs"));
            var python = PlayInChildAsync(request, "python3", Repository.PathOf("tests", "python", "play_chess_simuls.py"));
            var runs = (JavaScript: await javascript, Python: await python);
            for (var i = 0; i < games.Count; i++)
            {
                var (simul, variant) = games[i];
                var three = Runs.Of(await ChessSimuls.PlayAsync(simul, variant), runs.JavaScript[i], runs.Python[i]);
                var verdict = spec.Judge(variant, three, Parameters(simul));
                Assert.True(
                    verdict.Overall == Judgement.Parity,
                    $"{simul}, {variant}: {string.Join("; ", verdict.Rows.Where(row => row.Judgement != Judgement.Parity))}");
            }
        },
        iter: 4,
        threads: 1);

    private static object Parameters(ChessSimul simul) => JsonSerializer.SerializeToElement(simul, camelCase);

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
