using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary><c>.dib</c> notebooks on the command line.</summary>
[StartsProcesses]
public sealed class DibTests : IDisposable
{
    private const string text = "1 + 1\n\n#!markdown\n\n# Sums\n\n#!python\n\nprint(2 + 2)\n";

    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Fact]
    public async Task A_dib_runs_into_an_ipynb()
    {
        workbook.Write("sums.dib", text);
        var ended = await workbook.RunAsync("run", ".");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Stderr));
        Assert.Equal(["2", "", "4\n"], workbook.Outputs("artifacts/run/sums.ipynb").Select(Workbook.Plain));
        Assert.Equal(text, workbook.Read("sums.dib"));
    }

    [Fact]
    public async Task A_dib_that_another_notebook_of_the_folder_imports_is_a_part_of_that()
    {
        workbook.Write("set-up.dib", "var one = 1;\n\n#!python\n\ntwo = 2\n");
        workbook.Write("later.dib", "\"not imported\"\n");
        workbook.Notebook("sums.ipynb", "#!connect jupyter --kernel-name python --kernel-spec python3", "#!import set-up.dib", "one + 1", "#!python\ntwo + 1");

        var ended = await workbook.RunAsync("run", ".");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Stderr));
        Assert.Equal(["later.ipynb", "sums.ipynb"], Directory.GetFiles(Path.Combine(workbook.Folder, "artifacts/run"), "*.ipynb").Select(Path.GetFileName).Order());
        Assert.Equal(["", "", "2", "3"], workbook.Outputs("artifacts/run/sums.ipynb").Select(Workbook.Plain));

        Assert.Equal(0, (await workbook.RunAsync("run", "set-up.dib")).ExitCode);
    }

    [Fact]
    public async Task It_cannot_take_outputs_in_place_and_nothing_runs()
    {
        workbook.Write("sums.dib", text);
        var ended = await workbook.RunAsync("run", "sums.dib", "--in-place");
        Assert.Equal(
            (2, "", "workbook: sums.dib cannot take outputs, a .dib file has no place for them; say --out DIR instead of --in-place."),
            (ended.ExitCode, ended.Stdout, ended.OneLine));
        Assert.Equal(text, workbook.Read("sums.dib"));
    }

    [Fact]
    public async Task A_dib_is_exported()
    {
        workbook.Write("sums.dib", text);
        Assert.Equal(0, (await workbook.RunAsync("export", "sums.dib", "--no-live", "--fresh")).ExitCode);
        Assert.Contains("Sums", workbook.Read("artifacts/site/sums.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_converted_there_and_back()
    {
        workbook.Write("sums.dib", text);
        Assert.Equal(0, (await workbook.RunAsync("convert", "sums.dib", "sums.ipynb")).ExitCode);
        Assert.Equal(0, (await workbook.RunAsync("convert", "sums.ipynb", "again.dib")).ExitCode);
        Assert.Equal(0, (await workbook.RunAsync("convert", "again.dib", "again.ipynb")).ExitCode);
        Assert.Equal(workbook.Read("sums.ipynb"), workbook.Read("again.ipynb"));
        Assert.EndsWith(text[text.IndexOf("#!markdown", StringComparison.Ordinal)..], workbook.Read("again.dib"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_existing_file_is_overwritten_only_by_force()
    {
        workbook.Write("sums.dib", text);
        workbook.Write("sums.ipynb", "mine");
        var ended = await workbook.RunAsync("convert", "sums.dib", "sums.ipynb");
        Assert.Equal((2, "workbook: sums.ipynb exists already; say --force to overwrite it."), (ended.ExitCode, ended.OneLine));
        Assert.Equal("mine", workbook.Read("sums.ipynb"));
        Assert.Equal(0, (await workbook.RunAsync("convert", "sums.dib", "sums.ipynb", "--force")).ExitCode);
        Assert.NotNull(JsonNode.Parse(workbook.Read("sums.ipynb")));
    }

    [Fact]
    public async Task What_is_lost_is_said()
    {
        workbook.Write("sums.dib", text);
        await workbook.RunAsync("run", "sums.dib", "--out", ".");
        var outputs = await workbook.RunAsync("convert", "sums.ipynb", "bare.dib");
        Assert.Equal(0, outputs.ExitCode);
        Assert.Contains("the outputs of 2 cells are left out", outputs.OneLine, StringComparison.Ordinal);

        var path = workbook.Notebook("tagged.ipynb", ("1", ["a"]), ("2", ["b"]));
        await workbook.RunAsync("convert", path, "tagged.dib");
        workbook.Write("tagged.dib", workbook.Read("tagged.dib").Replace("#!csharp\n\n2\n", "", StringComparison.Ordinal));
        var records = await workbook.RunAsync("convert", "tagged.dib", "back.ipynb");
        Assert.Equal(0, records.ExitCode);
        Assert.Contains("1 cells of which #!meta keeps", records.OneLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.dib", "b.dib", 2, "must end in")]
    [InlineData("a.txt", "b.dib", 2, "must end in")]
    [InlineData("missing.dib", "b.ipynb", 4, "there is no such file")]
    [InlineData("bad.dib", "b.ipynb", 4, "the #!meta block is not JSON")]
    public async Task What_cannot_be_converted_is_an_error_and_nothing_is_written(string from, string to, int exitCode, string expected)
    {
        workbook.Write("bad.dib", "#!meta\n{\n#!csharp\n1");
        var ended = await workbook.RunAsync("convert", from, to);
        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Contains(expected, ended.OneLine, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(workbook.Folder, to)));
    }
}
