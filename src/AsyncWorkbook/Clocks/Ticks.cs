namespace AsyncWorkbook;

/// <summary>Ticks of 100 ns, in which all virtual clocks count.</summary>
internal static class Ticks
{
    /// <summary>Rounds a time, or any other number, to whole ticks, so that 0.1 + 0.2 is 0.3.</summary>
    /// <param name="seconds">The time in seconds.</param>
    public static double Round(double seconds) => Math.Round(seconds * TimeSpan.TicksPerSecond) / TimeSpan.TicksPerSecond;
}
