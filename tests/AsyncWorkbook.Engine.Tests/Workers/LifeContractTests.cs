using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What every worker must do, tested with real processes: how they end.</summary>
[StartsProcesses]
public sealed class LifeContractTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60); // long enough that only the worker can have done it

    public static TheoryData<string> Languages => [.. Snippets.Of.Keys];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_crash_is_reported_in_its_cell_and_the_next_runs_in_a_fresh_worker(string language)
    {
        await using var live = new LiveKernel(language);
        var say = Snippets.Of[language];
        await live.RunAsync(Snippets.Fill(say.Assign, "lost", "1"));
        var process = live.Kernel.ProcessId;

        var (status, shown) = await live.RunAsync(Snippets.Fill(say.Print, "\"last words\"") + "\n" + say.Crash);

        Assert.Equal(ExecutionStatus.Error, status);
        Assert.Equal("last words", shown.Stdout.TrimEnd());
        Assert.Equal("WorkerEnded", shown.Error!.Name);
        Assert.DoesNotContain('\n', shown.Error.Value);

        (status, shown) = await live.RunAsync(Snippets.Fill(say.Print, "\"afresh\""));
        Assert.Equal((ExecutionStatus.Ok, "afresh"), (status, shown.Stdout.TrimEnd()));
        Assert.Contains("variables of earlier cells are gone", shown.Stderr, StringComparison.Ordinal);
        Assert.NotEqual(process, live.Kernel.ProcessId);
        await Assert.ThrowsAsync<SharingException>(() => live.Kernel.GetValueAsync("lost", SharedValue.Json, default));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public Task A_worker_ends_with_its_host_even_if_that_is_killed(string language)
    {
        var say = Snippets.Of[language];
        return EndsWithItsHostAsync([$"#!{language}\n{say.TellProcess}\n{say.Loop}"]);
    }

    /// <summary>A call into C, so no thread of the worker can see that the host is gone.</summary>
    [Fact]
    public Task A_busy_Python_worker_ends_with_its_host_also_behind_an_interrupt() => EndsWithItsHostAsync(
        [
            """
            #!python
            import subprocess
            child = subprocess.Popen(["sleep", "1000"])
            while child.poll() is None:  # so it ends when all that the worker has started was interrupted
                try: child.wait()
                except KeyboardInterrupt: pass
            """,
            $"#!python\n{Snippets.Of["python"].TellProcess}\nsum(range(10**12))",
        ],
        "--timeout", "1", "--allow-errors");

    /// <summary>Runs cells, kills the host when the last has told its process, and waits until the worker has ended.</summary>
    private static async Task EndsWithItsHostAsync(string[] cells, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("workbook-test-");
        try
        {
            var notebook = new JsonObject
            {
                ["cells"] = new JsonArray([.. cells.Select((source, index) => new JsonObject
                {
                    ["cell_type"] = "code",
                    ["execution_count"] = null,
                    ["id"] = $"cell-{index}",
                    ["metadata"] = new JsonObject(),
                    ["outputs"] = new JsonArray(),
                    ["source"] = source,
                })]),
                ["metadata"] = new JsonObject(),
                ["nbformat"] = 4,
                ["nbformat_minor"] = 5,
            };
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "busy.ipynb"), notebook.ToJsonString());
            using var giveUp = new CancellationTokenSource(patience);
            var told = FileAppearsAsync(folder.FullName, "pid", giveUp.Token);
            using var host = Process.Start(new ProcessStartInfo(Path.Combine(Built.Workers, "..", "workbook"), ["run", "busy.ipynb", .. options])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            try
            {
                using var worker = Process.GetProcessById(int.Parse(await told, CultureInfo.InvariantCulture));

                host.Kill();

                await worker.WaitForExitAsync(giveUp.Token);
            }
            finally
            {
                host.Kill(entireProcessTree: true);
                await host.WaitForExitAsync(giveUp.Token);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The text of a file, as soon as it is there.</summary>
    private static async Task<string> FileAppearsAsync(string folder, string name, CancellationToken cancel)
    {
        var appeared = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(folder, name);
        watcher.Created += (_, _) => appeared.TrySetResult();
        watcher.Renamed += (_, _) => appeared.TrySetResult();
        watcher.EnableRaisingEvents = true;
        await appeared.Task.WaitAsync(cancel);
        return await File.ReadAllTextAsync(Path.Combine(folder, name), cancel);
    }
}
