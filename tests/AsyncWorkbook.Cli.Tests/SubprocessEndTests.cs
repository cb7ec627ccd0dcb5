using System.Diagnostics;
using System.Globalization;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>No program that a cell runs outlives its notebook, however that ends; also not one that hangs.</summary>
[StartsProcesses]
public sealed class SubprocessEndTests : IDisposable
{
    private static readonly string hang =
        $$"""
        #r "{{Repository.PathOf("artifacts", "lib", "AsyncWorkbook.dll")}}"
        await AsyncWorkbook.Subprocess.RunProgramAsync(
            "sh", new[] { "-c", "echo $$ > starting; mv starting id; exec sleep 1000" }, ".");
        """;

    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task It_is_gone_when_the_run_is_stopped(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no signals");
        var path = workbook.Notebook("hangs.ipynb", hang);
        using var host = workbook.StartProgram(Workbook.Program, "run", path);
        var id = int.Parse(await workbook.WrittenAsync("id"), CultureInfo.InvariantCulture);
        Assert.Equal(0, (await workbook.RunProgramAsync("kill", $"-{signal}", $"{host.Id}")).ExitCode);
        await GoneAsync(id);
        await Workbook.EndAsync(host);
    }

    [Theory]
    [InlineData("Subprocess.RunProgramAsync", ", \".\"")]
    [InlineData("ServerProcess.StartAsync", "")] // it never says where it listens
    public async Task It_is_gone_when_its_cell_is_interrupted_and_the_session_goes_on(string start, string folder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no sh");
        using var client = new EditorClient(workbook.Folder);
        await client.RunAsync("var before = 64;");
        var cell = client.Execute(hang.Replace("Subprocess.RunProgramAsync", start, StringComparison.Ordinal).Replace(", \".\"", folder, StringComparison.Ordinal));
        var id = int.Parse(await workbook.WrittenAsync("id"), CultureInfo.InvariantCulture);

        client.Send("interrupt");

        Assert.Equal("interrupted", (string)(await client.UntilAsync("done", cell))[^1]["status"]!);
        await GoneAsync(id);
        Assert.Equal("64", (string)(await client.RunAsync("before"))[^2]["data"]!["text/plain"]!);
    }

    private static async Task GoneAsync(int id)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Runs(id))
        {
            await Task.Delay(20, giveUp.Token);
        }
    }

    private static bool Runs(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
