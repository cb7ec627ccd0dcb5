using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>The skeleton of a chapter is a chapter.</summary>
[StartsProcesses]
public sealed class NewCommandTests : IDisposable
{
    private readonly Workbook book = new();

    public void Dispose() => book.Dispose();

    [Theory]
    [InlineData]
    [InlineData("-p", "first=8", "-p", "second=2")]
    [InlineData("-p", "first=0.25", "-p", "second=2.5")]
    public async Task It_runs_in_three_languages_and_every_row_is_parity(params string[] parameters)
    {
        foreach (var folder in new[] { "artifacts", "src" })
        {
            Directory.CreateSymbolicLink(Path.Combine(book.Folder, folder), Repository.PathOf(folder));
        }

        Directory.CreateDirectory(Path.Combine(book.Folder, "data"));
        book.Write("notebooks/set-up.dib", await File.ReadAllTextAsync(Repository.PathOf("notebooks", "set-up.dib"), TestContext.Current.CancellationToken));
        var made = await book.RunAsync("new", "14-back-pressure");
        Assert.Equal((0, "notebooks/14-back-pressure.ipynb: written.\ndata/p14-back-pressure.json: written.\n", ""), (made.ExitCode, made.Stdout, made.Stderr));

        var ended = await book.RunAsync(["run", "--out", "out", .. parameters]);
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
        var verdicts = JsonNode.Parse(book.Read("out/14-back-pressure.ipynb"))!["cells"]!.AsArray()
            .SelectMany(cell => Chapter.Verdicts(cell!)).ToList();
        Assert.NotEmpty(verdicts);
        Assert.All(verdicts, verdict => Assert.Equal("parity", verdict));
    }
}
