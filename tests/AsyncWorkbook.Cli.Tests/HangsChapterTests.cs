using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>The chapter on programs that hang, where its programs cannot be interrupted.</summary>
[StartsProcesses]
public sealed class HangsChapterTests : IDisposable
{
    private const string chapter = "16-when-it-hangs.ipynb";

    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Fact]
    public async Task Where_Ctrl_C_is_ignored_it_says_that_it_could_not_be_tried()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere nothing tells whether a signal is ignored");
        string[] run = [Workbook.Program, "run", Path.Combine(Chapter.Folder, chapter), "--out", "out"];

        var ended = await workbook.RunProgramAsync("sh", ["-c", "trap '' INT; exec \"$@\"", "sh", .. run]);

        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
        var verdict = JsonNode.Parse(workbook.Read(Path.Combine("out", chapter)))!["cells"]!.AsArray().Single(cell => (string?)cell!["id"] == "verdict-csharp")!;
        Assert.Contains("not run", Chapter.Verdicts(verdict, "Ctrl-C"));
        Assert.DoesNotContain("bug", Chapter.Verdicts(verdict));
        Assert.Contains("could not be tried here", $"{verdict["outputs"]}", StringComparison.Ordinal);
    }
}
