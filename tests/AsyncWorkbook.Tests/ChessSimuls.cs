using CsCheck;

namespace AsyncWorkbook.Tests;

/// <summary>Chess simuls to play, and how each is played.</summary>
internal static class ChessSimuls
{
    private static readonly Gen<double> seconds = Gen.Int[1, 20_000].Select(milliseconds => milliseconds / 1000.0);

    /// <summary>Simuls of a few boards, with up to two grandmasters more than boards.</summary>
    public static readonly Gen<ChessSimul> Any = Gen.Select(Gen.Int[1, 8], Gen.Int[1, 5], seconds, seconds).SelectMany(s =>
        Gen.Int[1, s.Item1 + 2].Select(masters => new ChessSimul(s.Item1, s.Item2, s.Item3, s.Item4, masters)));

    /// <summary>Plays a simul in virtual time.</summary>
    /// <param name="simul">The simul.</param>
    /// <param name="variant">The way, by the name that the spec has for it.</param>
    public static Task<Run> PlayAsync(ChessSimul simul, string variant)
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
}
