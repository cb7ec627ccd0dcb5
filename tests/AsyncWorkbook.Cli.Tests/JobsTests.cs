using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>Notebooks that run side by side give what they give one by one.</summary>
[StartsProcesses]
public sealed partial class JobsTests : IDisposable
{
    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Fact]
    public async Task The_files_the_report_and_the_exit_code_are_those_of_one_by_one()
    {
        workbook.Notebook("a.ipynb", "var x = \"a\"; await System.Threading.Tasks.Task.Delay(300); x", "#!python\nx = 'a'\nx");
        workbook.Notebook("b.ipynb", "throw new InvalidOperationException(\"no\");", "1");
        workbook.Notebook("c.ipynb", "x", "#!python\n'x' in globals()");
        workbook.Notebook("d.ipynb", "#!javascript\nreturn typeof x;");
        var one = await workbook.RunAsync("run", ".", "--jobs", "1", "--out", "one");
        var three = await workbook.RunAsync("run", ".", "--jobs", "3", "--out", "three");
        Assert.Equal((1, 1), (one.ExitCode, three.ExitCode));
        Assert.Equal(Duration().Replace(one.Stdout, "t"), Duration().Replace(three.Stdout, "t"));
        foreach (var name in new[] { "a.ipynb", "b.ipynb", "c.ipynb", "d.ipynb" })
        {
            Assert.Equal(workbook.Read($"one/{name}"), workbook.Read($"three/{name}"));
        }

        var json = await workbook.RunAsync("run", ".", "--jobs", "3", "--out", "three", "--json");
        Assert.Equal(
            ["./a.ipynb ok", "./b.ipynb failed", "./c.ipynb failed", "./d.ipynb ok"],
            JsonNode.Parse(json.Stdout)!["notebooks"]!.AsArray().Select(each => $"{each!["path"]} {each["status"]}"));
    }

    [Fact]
    public async Task They_run_at_the_same_time()
    {
        // Each waits for the other: one by one, neither would end.
        workbook.Notebook("a.ipynb", Meet("a", "b"));
        workbook.Notebook("b.ipynb", Meet("b", "a"));
        var ended = await workbook.RunAsync("run", ".", "--jobs", "2", "--timeout", "60");
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
    }

    [Fact]
    public async Task An_interrupt_stops_all_of_them_and_keeps_what_has_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no kill to send SIGINT with");
        workbook.Notebook("a.ipynb", "\"done\"", Announce("a") + "while (true) { }");
        workbook.Notebook("b.ipynb", "\"done\"", Announce("b") + "await System.Threading.Tasks.Task.Delay(-1);");
        workbook.Notebook("c.ipynb", "\"never\"");
        using var host = workbook.StartProgram(Workbook.Program, "run", ".", "--jobs", "2");
        await workbook.WrittenAsync("a");
        await workbook.WrittenAsync("b");
        using var kill = Process.Start("kill", ["-INT", host.Id.ToString(CultureInfo.InvariantCulture)]);
        await host.WaitForExitAsync();
        Assert.Equal(130, host.ExitCode);
        foreach (var name in new[] { "a", "b" })
        {
            var outputs = workbook.Outputs($"artifacts/run/{name}.ipynb");
            Assert.Equal("done", Workbook.Plain(outputs[0]));
            Assert.Contains("Interrupted", Workbook.Plain(outputs[1]), StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Path.Combine(workbook.Folder, "artifacts/run/c.ipynb")));
    }

    private static string Announce(string name) => $"System.IO.File.WriteAllText(\"{name}\", \"\\n\");\n";

    private static string Meet(string own, string other) =>
        Announce(own) + $"while (!System.IO.File.Exists(\"{other}\")) await System.Threading.Tasks.Task.Delay(20);";

    [GeneratedRegex(@"\d+ ms|\d+\.\d s")]
    private static partial Regex Duration();
}
