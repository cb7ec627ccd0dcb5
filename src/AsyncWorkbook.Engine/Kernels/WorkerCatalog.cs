namespace AsyncWorkbook.Engine.Kernels;

/// <summary>
/// The kernels of a session. To add a language, write its worker (<c>src/workers/PROTOCOL.md</c>), add a line here and
/// its name to <see cref="Documents.KernelNames"/>.
/// </summary>
public static class WorkerCatalog
{
    /// <summary>How long interrupted code may take to stop before its process is ended, unless a caller asks otherwise.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(3);

    /// <summary>All kernels of one session.</summary>
    /// <param name="workingDirectory">Where code runs: the notebook's folder.</param>
    /// <param name="grace">How long interrupted code may take to stop before its process is ended.</param>
    /// <param name="workers">The folder with one worker a language; by default the one beside this assembly.</param>
    public static IReadOnlyList<IKernel> Kernels(string workingDirectory, TimeSpan? grace = null, string? workers = null)
    {
        var programs = workers ?? Path.Combine(AppContext.BaseDirectory, "workers");
        var patience = grace ?? DefaultGrace;
        return
        [
            new ChildProcessKernel("csharp", "C#", () => CSharp(programs), workingDirectory, patience),
            new ChildProcessKernel("javascript", "JavaScript", () => JavaScript(programs), workingDirectory, patience),
            new ChildProcessKernel("python", "Python", () => Python(programs, workingDirectory), workingDirectory, patience),
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
