namespace AsyncWorkbook.Costs;

/// <summary>
/// Nanoseconds of processor time an operation, by warm-up and samples: what others on the machine do changes little of that.
/// </summary>
internal static class Sampling
{
    // The compiler looks again at what ran often, in the background and a tenth of a second later.
    private static readonly TimeSpan compiled = TimeSpan.FromMilliseconds(150);

    /// <summary>Finds how many operations fill the given time, which warms up, and measures as many several times.</summary>
    /// <param name="run">Does the operation as often as it is told.</param>
    /// <param name="samples">How many times.</param>
    /// <param name="time">How long a sample lasts, about.</param>
    public static async Task<double[]> NanosecondsAsync(Func<int, Task> run, int samples, TimeSpan time)
    {
        await FillAsync(run, time);
        await Task.Delay(compiled);
        var count = await FillAsync(run, time);
        var found = new double[samples];
        for (var sample = 0; sample < samples; sample++)
        {
            found[sample] = (await TimedAsync(run, count)).TotalNanoseconds / count;
        }

        return found;
    }

    private static async Task<int> FillAsync(Func<int, Task> run, TimeSpan time)
    {
        var (count, took) = (1, TimeSpan.Zero);
        while (took < time)
        {
            count = took < time / 100 ? 2 * count : (int)(count * 1.1 * (time / took)) + 1;
            took = await TimedAsync(run, count);
        }

        return count;
    }

    private static async Task<TimeSpan> TimedAsync(Func<int, Task> run, int count)
    {
        var began = Environment.CpuUsage.TotalTime;
        await run(count);
        return Environment.CpuUsage.TotalTime - began;
    }
}
