// What tasks and awaits cost in C#, measured in this process and printed as one line of JSON.
//
// dotnet costs.dll waiting VARIANT TASKS SECONDS    tasks that wait for a timer, all at once
// dotnet costs.dll awaits SAMPLES MILLISECONDS      nanoseconds of processor time an operation, from SAMPLES times MILLISECONDS
// dotnet costs.dll allocations KIND...              bytes that each kind of async method takes from the heap
// dotnet costs.dll skynet LEVELS                    a tree of tasks, ten children each
// dotnet costs.dll versions                         of the runtime

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using AsyncWorkbook.Costs;

object? found = args switch
{
    ["waiting", var variant, var tasks, var seconds] when Waiting.Variants.TryGetValue(variant, out var start) =>
        await WaitAsync(variant, start, int.Parse(tasks, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture)),
    ["awaits", var samples, var milliseconds] =>
        await MeasureAsync(int.Parse(samples, CultureInfo.InvariantCulture), double.Parse(milliseconds, CultureInfo.InvariantCulture)),
    ["allocations", .. var kinds] when kinds.All(Allocations.Kinds.ContainsKey) =>
        kinds.Distinct().ToDictionary(kind => kind, kind => Allocations.BytesOf(Allocations.Kinds[kind])),
    ["skynet", var levels] => await GrowAsync(int.Parse(levels, CultureInfo.InvariantCulture)),
    ["versions"] => new { runtime = RuntimeInformation.FrameworkDescription, serverCollector = System.Runtime.GCSettings.IsServerGC },
    _ => null,
};
if (found is null)
{
    Console.Error.WriteLine("costs waiting VARIANT TASKS SECONDS | awaits SAMPLES MILLISECONDS | allocations KIND... | skynet LEVELS | versions");
    return 1;
}

Console.WriteLine(JsonSerializer.Serialize(found));
return 0;

// Starts the tasks, waits for all, and says how long both took and how much memory there was at most.
static async Task<object> WaitAsync(string variant, Func<int, TimeSpan, Task[]> start, int tasks, double seconds)
{
    var began = Clocks();
    var waits = start(tasks, TimeSpan.FromSeconds(seconds));
    var created = Clocks();
    var allAtOnce = waits.All(wait => !wait.IsCompleted);
    await Task.WhenAll(waits);
    var ended = Clocks();
    return new
    {
        language = "C#",
        variant,
        tasks,
        seconds,
        finished = waits.Count(wait => wait.IsCompletedSuccessfully),
        allAtOnce,
        createdSeconds = created.Elapsed - began.Elapsed,
        createdProcessorSeconds = created.Used - began.Used,
        totalSeconds = ended.Elapsed - began.Elapsed,
        processorSeconds = ended.Used - began.Used,
        peakBytes = PeakBytes(),
    };
}

// Measures each kind of await, one after the other.
static async Task<object> MeasureAsync(int samples, double milliseconds)
{
    var found = new Dictionary<string, object> { ["language"] = "C#" };
    foreach (var (kind, run) in Awaits.Kinds)
    {
        found[kind] = await Sampling.NanosecondsAsync(run, samples, TimeSpan.FromMilliseconds(milliseconds));
    }

    return found;
}

// Counts and times a tree of tasks.
static async Task<object> GrowAsync(int levels)
{
    var began = Clocks();
    var sum = await Skynet.SumAsync(0, (long)Math.Pow(10, levels));
    var ended = Clocks();
    return new
    {
        language = "C#",
        levels,
        sum,
        totalSeconds = ended.Elapsed - began.Elapsed,
        processorSeconds = ended.Used - began.Used,
        peakBytes = PeakBytes(),
    };
}

// The time, and the processor time that this process has used, in seconds.
static (double Elapsed, double Used) Clocks() =>
    (Stopwatch.GetElapsedTime(0).TotalSeconds, Environment.CpuUsage.TotalTime.TotalSeconds);

// The most bytes that were resident at a time.
static long PeakBytes()
{
    using var self = Process.GetCurrentProcess();
    return self.PeakWorkingSet64;
}
