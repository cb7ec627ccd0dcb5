using BenchmarkDotNet.Attributes;

namespace AsyncWorkbook.Awaits;

/// <summary>
/// The kinds of awaits that chapter 12 measures, a second time. A thousand operations at once: BenchmarkDotNet blocks a thread
/// until an asynchronous benchmark is done, and waking that thread takes longer than many an operation.
/// </summary>
public class AwaitBenchmarks
{
    private const int operations = 1000;

    public static IEnumerable<string> Kinds => Costs.Awaits.Kinds.Keys;

    [ParamsSource(nameof(Kinds))]
    public string Kind { get; set; } = "";

    [Benchmark(OperationsPerInvoke = operations)]
    public Task Run() => Costs.Awaits.Kinds[Kind](operations);
}
