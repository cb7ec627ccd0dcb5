using System.Globalization;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Files;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Tests.Workers;

namespace AsyncWorkbook.Engine.Tests.Faults;

/// <summary>
/// Whatever a cell does, its reader is told what happened in that cell, the other languages keep their variables, later
/// cells run, the notebook is whole, and no process stays behind.
/// </summary>
[StartsProcesses]
public sealed class FaultTests : IDisposable
{
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(2); // of cells that would never end
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-fault-");

    public static TheoryData<string, string> Faults
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var (language, (_, faults)) in FaultTable.Languages)
            {
                foreach (var fault in faults)
                {
                    all.Add(language, fault.What);
                }
            }

            return all;
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_harms_nothing_but_its_own_cell(string language, string what)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The faults are those of Unix.");
        var fault = FaultTable.Find(language, what);
        var other = language == "python" ? "javascript" : "python";
        var say = Snippets.Of[language];
        await using (var session = new Session(new SessionOptions
        {
            WorkingDirectory = folder.FullName,
            Workers = Built.Workers,
            MemoryLimit = fault.MemoryLimit,
        }))
        {
            await RunAsync(session, patience, (language, Snippets.Fill(say.Assign, "kept", "42")), (other, Snippets.Fill(Snippets.Of[other].Assign, "kept", "43")));

            var faulty = await RunAsync(
                session,
                fault.Status == CellStatus.Timeout ? limit : patience,
                fault.Then is { } then ? [(language, fault.Source), (language, then)] : [(language, fault.Source)]);
            Assert.Contains(fault.Sees, faulty.Shown[0], StringComparison.Ordinal);
            Assert.All(faulty.Shown.Skip(1), shown => Assert.Equal("", shown));
            Assert.Equal(fault.Status, faulty.Statuses[0]);
            if (fault.Lines is { } count)
            {
                var lines = faulty.Shown[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
                Assert.Equal(count, lines.Length);
                Assert.All(lines, line => Assert.Matches(@"^\d \d+$", line));
            }

            if (fault.KilledAfterwards)
            {
                await KillAsync((ChildProcessKernel)session.Kernels.Find(language)!);
            }

            var after = await RunAsync(session, patience, (language, Snippets.Fill(say.Print, "\"goes on\"")), (other, Snippets.Fill(Snippets.Of[other].Print, "kept")));
            Assert.Equal([CellStatus.Ok, CellStatus.Ok], after.Statuses);
            Assert.EndsWith("goes on\n", after.Shown[0], StringComparison.Ordinal);
            Assert.Equal(fault.EndsProcess, after.Shown[0].Contains("was started afresh: the variables of earlier cells are gone.\n", StringComparison.Ordinal));
            Assert.Equal("43\n", after.Shown[1]);
            Assert.Equal(fault.EndsProcess ? null : "42", await KeptAsync((IVariableKernel)session.Kernels.Find(language)!));
        }

        await NoProcessIsLeftAsync();
    }

    /// <summary>Runs cells as a notebook and reads what then stands in its file.</summary>
    private async Task<(IReadOnlyList<CellStatus> Statuses, IReadOnlyList<string> Shown)> RunAsync(
        Session session, TimeSpan timeout, params (string Kernel, string Source)[] cells)
    {
        var path = Path.Combine(folder.FullName, "faulty.ipynb");
        var notebook = Notebook.Parse(Json(cells).ToJsonString(), path);
        var result = await NotebookRunner.RunAsync(notebook, session, new RunOptions { AllowErrors = true, Timeout = timeout });
        AtomicFile.WriteAllText(path, notebook.ToString());

        var written = Notebook.Parse(await File.ReadAllTextAsync(path), path);
        return (
            [.. result.Cells.Select(cell => cell.Status)],
            [.. written.Cells.Select(cell => Plain(cell.Json["outputs"]!.AsArray()))]);
    }

    private static JsonObject Json((string Kernel, string Source)[] cells) => new()
    {
        ["cells"] = new JsonArray([.. cells.Select((cell, number) => (JsonNode)new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"cell-{number}"),
            ["metadata"] = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = cell.Kernel } },
            ["outputs"] = new JsonArray(),
            ["source"] = cell.Source,
        })]),
        ["metadata"] = new JsonObject(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    };

    /// <summary>All that a cell shows, as text.</summary>
    private static string Plain(JsonArray outputs) => string.Concat(outputs.Select(output =>
        (string?)output!["output_type"] switch
        {
            "stream" => Text(output["text"]!),
            "error" => $"{output["ename"]}: {output["evalue"]}\n",
            _ => Text(output["data"]!["text/plain"]!) + "\n",
        })).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string Text(JsonNode node) =>
        node is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)node ?? "";

    private static async Task<string?> KeptAsync(IVariableKernel kernel)
    {
        try
        {
            return (await kernel.GetValueAsync("kept", SharedValue.Json, default)).Value?.ToJsonString();
        }
        catch (SharingException)
        {
            return null;
        }
    }

    private static async Task KillAsync(ChildProcessKernel kernel)
    {
        using var process = System.Diagnostics.Process.GetProcessById(kernel.ProcessId!.Value);
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Every process that the cells have started runs in their folder. A killed one may take a moment to go.</summary>
    private async Task NoProcessIsLeftAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var giveUp = new CancellationTokenSource(patience);
        while (Directory.EnumerateDirectories("/proc").Where(RunsInFolder).FirstOrDefault() is { } left)
        {
            Assert.False(giveUp.IsCancellationRequested, $"{left} still runs.");
            await Task.Yield();
        }
    }

    private bool RunsInFolder(string process)
    {
        try
        {
            return char.IsAsciiDigit(process["/proc/".Length])
                && File.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName == folder.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It has ended, or is somebody else's.
        }
    }
}
