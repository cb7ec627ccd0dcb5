namespace AsyncWorkbook.Engine.Kernels;

/// <summary>
/// The kernels of a session. To add a language, write its worker (<c>src/workers/PROTOCOL.md</c>), add a line here and
/// its name to <see cref="Documents.KernelNames"/>.
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
            new ChildProcessKernel("csharp", "C#", () => CSharp(programs), options),
            new ChildProcessKernel("javascript", "JavaScript", () => JavaScript(programs), options),
            new ChildProcessKernel("python", "Python", () => Python(programs, options.WorkingDirectory), options),
            new TextKernel("html", "text/html"),
            new TextKernel("markdown", "text/markdown"),
            new TextKernel("mermaid", "text/vnd.mermaid"),
            new ValueKernel(),
        ];
    }

    private static WorkerLaunch CSharp(string programs) => new(
        Existing(Path.Combine(programs, "csharp", OperatingSystem.IsWindows() ? "workbook-csharp.exe" : "workbook-csharp")),
        [],
        new Dictionary<string, string>
        {
            ["DOTNET_ROOT"] = Runtimes.DotnetRoot(),

            // The runtime's diagnostic pipes lie in the temporary folder, and stay there when a worker is killed.
            ["DOTNET_EnableDiagnostics"] = "0",
        });

    private static WorkerLaunch JavaScript(string programs) =>
        new(Runtimes.Node(), [Existing(Path.Combine(programs, "javascript", "worker.mjs"))]);

    private static WorkerLaunch Python(string programs, string folder) =>
        new(Runtimes.Python(folder), [Existing(Path.Combine(programs, "python", "worker.py"))]);

    private static string Existing(string path) => File.Exists(path)
        ? path
        : throw new RuntimeMissingException($"{path} is missing; build the project again with ./workbook doctor.");
}
