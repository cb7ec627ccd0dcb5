namespace AsyncWorkbook.Cli.Tests;

/// <summary>What <c>workbook doctor</c> tells of what single chapters use.</summary>
[StartsProcesses]
public sealed class DoctorTests : IDisposable
{
    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Fact]
    public async Task What_a_chapter_can_do_without_is_listed_with_how_to_install_it_and_is_no_failure()
    {
        workbook.Write("notebooks/10-where-it-pays.ipynb", "{}");

        // A PATH with the runtimes alone.
        var programs = Directory.CreateDirectory(Path.Combine(workbook.Folder, "programs"));
        foreach (var program in new[] { "node", "dotnet" })
        {
            File.CreateSymbolicLink(Path.Combine(programs.FullName, program), OnPath(program));
        }

        var python = await workbook.RunProgramAsync("python3", "-c", "import sys; print(sys.executable)");
        var ended = await workbook.RunAsync(
            new Dictionary<string, string>
            {
                ["PATH"] = programs.FullName,
                ["WORKBOOK_PYTHON"] = python.Stdout.Trim(),
                ["WORKBOOK_POSTGRES"] = "none",
            },
            "doctor");

        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
        Assert.Equal(3, Lines("ok").Count(line => line.Contains(".NET", StringComparison.Ordinal) || line.Contains("Node.js", StringComparison.Ordinal) || line.Contains("Python ", StringComparison.Ordinal)));
        Assert.All(["PostgreSQL", "wrk", "npm packages"], name => Assert.Contains(Lines("without"), line => line.Contains(name, StringComparison.Ordinal)));
        Assert.All(
            ["sudo apt-get install postgresql", "sudo apt-get install wrk", "npm --prefix src/servers/frameworks/node ci"],
            how => Assert.Contains(how, ended.Stdout, StringComparison.Ordinal));

        IEnumerable<string> Lines(string mark) => ended.Stdout.Split('\n').Where(line => line.StartsWith(mark, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_there_is_no_such_chapter_there_is_nothing_of_it()
    {
        var ended = await workbook.RunAsync("doctor");
        Assert.DoesNotContain("wrk", ended.Stdout, StringComparison.Ordinal);
    }

    private static string OnPath(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).First(File.Exists);
}
