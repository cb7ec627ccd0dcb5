namespace AsyncWorkbook;

/// <summary>Ticks of 100 ns, in which all virtual clocks count.</summary>
internal static class Ticks
{
    // From here on a number's own steps are wider than a tick.
    private const double coarse = 1e9;

    /// <summary>Rounds a time, or any other number, to whole ticks, so that 0.1 + 0.2 is 0.3. There is no -0.</summary>
    /// <param name="seconds">The time in seconds.</param>
    public static double Round(double seconds) =>
        Math.Abs(seconds) < coarse ? (Math.Round(seconds * TimeSpan.TicksPerSecond) / TimeSpan.TicksPerSecond) + 0.0 : seconds;
}
