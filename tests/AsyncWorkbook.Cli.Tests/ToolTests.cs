using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>
/// The tool package, on a machine that knows nothing of the repository: packed, installed from its folder alone, and run from
/// another one.
/// </summary>
[StartsProcesses]
public sealed class ToolTests : IClassFixture<InstalledTool>, IDisposable
{
    private readonly InstalledTool tool;
    private readonly Workbook workbook = new();

    public ToolTests(InstalledTool tool) => this.tool = tool;

    public void Dispose() => workbook.Dispose();

    [Fact]
    public async Task A_notebook_in_three_languages_runs_on_the_workers_of_the_package()
    {
        workbook.Notebook(
            "where.ipynb",
            "AppDomain.CurrentDomain.BaseDirectory",
            "#!javascript\nreturn process.argv[1];",
            "#!python\nimport sys\nnext(argument for argument in sys.orig_argv if argument.endswith('worker.py'))");
        var ended = await workbook.RunProgramAsync(tool.Program, "run"); // without a path: the notebooks of this folder
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
        Assert.All(
            workbook.Outputs("artifacts/run/where.ipynb").Select(Workbook.Plain),
            path => Assert.StartsWith(tool.Folder, path.Trim('\''), StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_exports_pages_with_all_that_they_load()
    {
        workbook.Notebook("page.ipynb", "1 + 1");
        var ended = await workbook.RunProgramAsync(tool.Program, "export", "--fresh");
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
        Assert.Contains($"content=\"AsyncWorkbook {tool.Version}\"", workbook.Read("artifacts/site/page.html"), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(workbook.Folder, "artifacts/site/assets/plotly-cartesian.min.js")));
    }

    [Fact]
    public async Task It_installs_a_kernel_that_needs_the_tool_no_more()
    {
        var ended = await workbook.RunProgramAsync(tool.Program, "kernel", "install", "--prefix", "jupyter");
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
        var kernel = Path.Combine(workbook.Folder, "jupyter/share/jupyter/kernels/async-workbook");
        Assert.Equal(Path.Combine(kernel, "start"), (string?)JsonNode.Parse(workbook.Read(Path.Combine(kernel, "kernel.json")))!["argv"]![0]);
        Assert.DoesNotContain(tool.Folder, workbook.Read(Path.Combine(kernel, "start")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(kernel, "program/workers/python/worker.py")));
    }

    [Fact]
    public async Task It_tells_the_version_of_its_package() =>
        Assert.Equal($"{tool.Version}\n", (await workbook.RunProgramAsync(tool.Program, "--version")).Stdout);
}

/// <summary>The tool as <c>dotnet pack</c> makes it and <c>dotnet tool install</c> installs it, once for all that is asked of it.</summary>
public sealed class InstalledTool : IAsyncLifetime
{
    private readonly DirectoryInfo scratch = Directory.CreateTempSubdirectory("workbook-tool-");

    /// <summary>Where it is installed.</summary>
    public string Folder => Path.Combine(scratch.FullName, "tools");

    public string Program => Path.Combine(Folder, OperatingSystem.IsWindows() ? "workbook.exe" : "workbook");

    /// <summary>The version in its package's name.</summary>
    public string Version { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var packages = Path.Combine(scratch.FullName, "packages");
        await DotnetAsync(
            Repository.Top, "pack", "src/AsyncWorkbook.Cli", "--output", packages, "--nologo", "--disable-build-servers", "-v", "quiet");
        await File.WriteAllTextAsync(
            Path.Combine(scratch.FullName, "nuget.config"),
            """<configuration><packageSources><clear /><add key="packed" value="packages" /></packageSources></configuration>""");
        await DotnetAsync(scratch.FullName, "tool", "install", "--tool-path", Folder, "AsyncWorkbook.Tool");
        const string start = "AsyncWorkbook.Tool.";
        Version = Assert.Single(Directory.GetFiles(packages).Select(Path.GetFileNameWithoutExtension), name => char.IsAsciiDigit(name![start.Length]))![start.Length..];
    }

    public ValueTask DisposeAsync()
    {
        scratch.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task DotnetAsync(string folder, params string[] arguments)
    {
        using var process = Workbook.Start("dotnet", folder, null, arguments);
        var ended = await Workbook.EndAsync(process);
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
    }
}
