using System.Diagnostics;
using System.Globalization;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>No worker outlives the command line, however that ends.</summary>
[StartsProcesses]
public sealed class ProcessTests : IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Theory]
    [InlineData("System.IO.File.WriteAllText(\"pid\", Environment.ProcessId + \"\\n\"); while (true) { }")]
    [InlineData("#!javascript\n(await import('node:fs')).writeFileSync('pid', `${process.pid}\\n`); while (true);")]
    [InlineData("#!python\nimport os\nwith open('pid', 'w') as f: f.write(f'{os.getpid()}\\n')\nwhile True: pass")]
    public async Task A_busy_worker_ends_when_its_host_is_killed(string endless)
    {
        var path = workbook.Notebook("endless.ipynb", endless);
        using var host = workbook.StartProgram(Workbook.Program, "run", path);
        using var worker = Process.GetProcessById(await WrittenPidAsync());
        host.Kill();
        await worker.WaitForExitAsync().WaitAsync(patience);
    }

    [Fact]
    public async Task Workers_end_with_the_run()
    {
        var path = workbook.Notebook(
            "pids.ipynb",
            "System.IO.File.AppendAllText(\"pid\", Environment.ProcessId + \"\\n\");",
            "#!javascript\n(await import('node:fs')).appendFileSync('pid', `${process.pid}\\n`);",
            "#!python\nimport os\nwith open('pid', 'a') as f: _ = f.write(f'{os.getpid()}\\n')");
        var ended = await workbook.RunAsync("run", path);
        Assert.True(ended.ExitCode == 0, ended.Stdout);
        var pids = workbook.Read("pid").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, pids.Length);
        Assert.All(pids, pid => Assert.Throws<ArgumentException>(() =>
            Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture)).Dispose()));
    }

    [Fact]
    public async Task A_crash_leaves_the_notebook_whole_and_the_other_languages_intact()
    {
        var path = workbook.Notebook(
            "crash.ipynb",
            "#!python\nx = 5",
            "var y = 7;",
            "Environment.FailFast(\"over\");",
            "#!python\nx",
            "1 + 1",
            "y");
        var ended = await workbook.RunAsync("run", path, "--allow-errors");
        Assert.Equal(0, ended.ExitCode);
        var shown = workbook.Outputs("artifacts/run/crash.ipynb").Select(Workbook.Plain).ToList();
        Assert.Contains("the C# process ended while this cell ran", shown[2], StringComparison.Ordinal);
        Assert.Equal("5", shown[3]);
        Assert.Equal("C# was started afresh: the variables of earlier cells are gone.\n2", shown[4]);
        Assert.Contains("CS0103", shown[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Temporary_files_are_gone_after_the_run()
    {
        var temporary = Directory.CreateDirectory(Path.Combine(workbook.Folder, "tmp")).FullName;
        var path = workbook.Notebook("three.ipynb", "1", "#!javascript\nreturn 1;", "#!python\n1");
        var ended = await workbook.RunAsync(new Dictionary<string, string> { ["TMPDIR"] = temporary }, "run", path);
        Assert.Equal(0, ended.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    /// <summary>The process id that a cell has written, with its line end, so that it is whole.</summary>
    private async Task<int> WrittenPidAsync()
    {
        using var giveUp = new CancellationTokenSource(patience);
        var path = Path.Combine(workbook.Folder, "pid");
        while (true)
        {
            if (File.Exists(path) && await File.ReadAllTextAsync(path, giveUp.Token) is [.. var digits, '\n'])
            {
                return int.Parse(digits, CultureInfo.InvariantCulture);
            }

            await Task.Delay(20, giveUp.Token);
        }
    }
}
