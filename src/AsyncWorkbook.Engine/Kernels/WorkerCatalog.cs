using System.Globalization;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>
/// The kernels of a session. To add a language, write its worker (<c>src/workers/PROTOCOL.md</c>), say here how to start it,
/// and what it is called in <see cref="KnownKernel"/>.
/// </summary>
public static class WorkerCatalog
{
    /// <summary>All kernels of one session.</summary>
    /// <param name="options">What they need to know.</param>
    public static IReadOnlyList<IKernel> Kernels(KernelOptions options)
    {
        var programs = options.Workers ?? Path.Combine(AppContext.BaseDirectory, "workers");
        return
        [
            Language("csharp", () => CSharp(programs, options.MemoryLimit)),
            Language("javascript", () => JavaScript(programs, options.MemoryLimit)),
            Language("python", () => Python(programs, options)),
            new TextKernel("html", "text/html"),
            new TextKernel("markdown", "text/markdown"),
            new TextKernel("mermaid", "text/vnd.mermaid"),
            new ValueKernel(),
        ];

        ChildProcessKernel Language(string name, Func<WorkerLaunch> launch) =>
            new(name, KnownKernel.Find(name)!.DisplayName, launch, options);
    }

    private static WorkerLaunch CSharp(string programs, long? memory) => new(
        Existing(Path.Combine(programs, "csharp", OperatingSystem.IsWindows() ? "workbook-csharp.exe" : "workbook-csharp")),
        [],
        new Dictionary<string, string?>
        {
            ["DOTNET_ROOT"] = Runtimes.DotnetRoot(),

            // The runtime's diagnostic pipes lie in the temporary folder, and stay there when a worker is killed.
            ["DOTNET_EnableDiagnostics"] = "0",
            ["DOTNET_GCHeapHardLimit"] = memory?.ToString("x", CultureInfo.InvariantCulture),

            // What the start needs, as the build has recorded it: the runtime prepares it on a second processor.
            ["DOTNET_MultiCoreJitProfile"] = Path.Combine(programs, "csharp", "startup"),
            ["DOTNET_MultiCoreJitNoProfileGather"] = "1",
        },
        new Dictionary<string, string>
        {
            ["Stack overflow."] = "a method called itself too often, and the stack overflowed",
            ["Out of memory."] = "it ran out of memory",
            ["Environment.FailFast"] = "the code called Environment.FailFast",
        });

    private static WorkerLaunch JavaScript(string programs, long? memory) =>
        new(
            Runtimes.Node(),
            [
                .. memory is { } bytes ? [string.Create(CultureInfo.InvariantCulture, $"--max-old-space-size={bytes >> 20}")] : Array.Empty<string>(),
                Existing(Path.Combine(programs, "javascript", "worker.mjs")),
            ],
            LastWords: new Dictionary<string, string> { ["JavaScript heap out of memory"] = "it ran out of memory" });

    private static WorkerLaunch Python(string programs, KernelOptions options) =>
        new(
            Runtimes.Python(options.WorkingDirectory),
            [Existing(Path.Combine(programs, "python", "worker.py"))],
            new Dictionary<string, string?>
            {
                ["WORKBOOK_MEMORY_LIMIT"] = options.MemoryLimit?.ToString(CultureInfo.InvariantCulture),
            });

    private static string Existing(string path) => File.Exists(path)
        ? path
        : throw new RuntimeMissingException($"{path} is missing; build the project again with ./workbook doctor.");
}
