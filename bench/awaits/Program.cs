// C#'s awaits, measured by BenchmarkDotNet: bench/costs runs this and keeps what it finds.
//
//     dotnet run -c Release --project bench/awaits -- FOLDER    writes reports to the folder

using AsyncWorkbook.Awaits;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// In this process: nothing is generated and built beside the repository.
var config = new ManualConfig()
    .AddJob(Job.ShortRun.WithIterationCount(7).WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddExporter(JsonExporter.FullCompressed)
    .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default)
    .WithArtifactsPath(args.Length > 0 ? args[0] : "artifacts/benchmarks");
var summary = BenchmarkRunner.Run<AwaitBenchmarks>(config);
return summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success) ? 1 : 0;
