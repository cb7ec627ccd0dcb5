namespace AsyncWorkbook.Cli.Tests;

/// <summary>What the machine refuses, a full disk, a closed stream, an odd name, costs a line and never a result.</summary>
[StartsProcesses]
public sealed class MachineTests : IDisposable
{
    private readonly Workbook workbook = new();

    public MachineTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "full devices, limits and such names are Linux's");

    public void Dispose() => workbook.Dispose();

    [Theory]
    [InlineData(">/dev/full")]
    [InlineData(">&-")]
    [InlineData(">/dev/full 2>/dev/full")]
    public async Task What_has_run_is_written_also_where_the_report_cannot_be_printed(string redirection)
    {
        workbook.Notebook("a.ipynb", "6 * 7");
        var run = await ShellAsync($"\"$0\" run a.ipynb --out run {redirection}");
        Assert.Equal("42", Workbook.Plain(workbook.Outputs("run/a.ipynb")[0]));
        Assert.Equal(2, run.ExitCode);
        if (!redirection.Contains("2>", StringComparison.Ordinal))
        {
            Assert.StartsWith("workbook: cannot print to standard output: ", run.OneLine, StringComparison.Ordinal);
        }

        var exported = await ShellAsync($"\"$0\" export a.ipynb --no-execute --out site {redirection}");
        Assert.Equal(2, exported.ExitCode);
        Assert.True(File.Exists(Path.Combine(workbook.Folder, "site/a.html")));
    }

    [Fact]
    public async Task A_cell_that_failed_is_worse_news_than_a_report_that_cannot_be_printed()
    {
        workbook.Notebook("a.ipynb", "throw new Exception(\"no\");");
        Assert.Equal(1, (await ShellAsync("\"$0\" run a.ipynb --out run >/dev/full")).ExitCode);
    }

    [Fact]
    public async Task Errors_that_cannot_be_printed_leave_the_exit_code() =>
        Assert.Equal(4, (await ShellAsync("\"$0\" run none.ipynb 2>/dev/full")).ExitCode);

    [Fact]
    public async Task A_notebook_that_is_edited_while_it_runs_stays_as_it_was_edited()
    {
        workbook.Notebook("a.ipynb", "System.IO.File.AppendAllText(\"a.ipynb\", \"\\n\\n\"); 6 * 7");
        workbook.Write("a.run.ipynb", "somebody's own");
        var edited = workbook.Read("a.ipynb") + "\n\n";
        var ended = await workbook.RunAsync("run", "a.ipynb", "--in-place");
        Assert.Equal(2, ended.ExitCode);
        Assert.Equal("a.ipynb: was changed while it ran, and stays so; what the run showed is in a.run-2.ipynb.", ended.OneLine);
        Assert.Equal(edited, workbook.Read("a.ipynb"));
        Assert.Equal("somebody's own", workbook.Read("a.run.ipynb"));
        Assert.Equal("42", Workbook.Plain(workbook.Outputs("a.run-2.ipynb")[0]));
    }

    [Fact]
    public async Task Pages_are_there_all_or_none_when_there_is_no_space()
    {
        workbook.Notebook("a.ipynb", "1");
        var ended = await ShellAsync("trap '' XFSZ; ulimit -f 400; DOTNET_EnableWriteXorExecute=0 exec \"$0\" export a.ipynb --no-execute --out site");
        Assert.Equal(2, ended.ExitCode);
        Assert.StartsWith("workbook: ", ended.OneLine, StringComparison.Ordinal);
        var live = Path.Combine(workbook.Folder, "site", "live") + Path.DirectorySeparatorChar; // whole files that no page names yet
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(workbook.Folder, "site"), "*", SearchOption.AllDirectories), file => !file.StartsWith(live, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_temporary_folder_may_be_named_by_a_relative_path()
    {
        workbook.Notebook("book/a.ipynb", "1", "#!python\n1", "#!javascript\nreturn 1;");
        var ended = await workbook.RunAsync(new Dictionary<string, string> { ["TMPDIR"] = "." }, "run", "book/a.ipynb", "--out", "run");
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
    }

    [Fact]
    public async Task A_temporary_folder_that_cannot_be_written_is_named()
    {
        workbook.Notebook("a.ipynb", "1");
        var ended = await workbook.RunAsync(new Dictionary<string, string> { ["TMPDIR"] = "/proc" }, "run", "a.ipynb", "--out", "run");
        Assert.Equal(6, ended.ExitCode);
        Assert.Contains("cannot make a folder in /proc", ended.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Stdout + ended.Stderr, StringComparison.Ordinal);
    }

    /// <summary>What .NET cannot load then keeps it from saying so, or from ending: the program asks before it does anything.</summary>
    [Theory]
    [InlineData(48)]
    [InlineData(56)]
    [InlineData(72)]
    [InlineData(100)]
    [InlineData(255)]
    public async Task Too_few_files_to_open_cost_a_line_before_anything_runs(int files)
    {
        workbook.Notebook("a.ipynb", "1");
        var ended = await ShellAsync($"ulimit -n {files}; exec \"$0\" run a.ipynb --out run");
        Assert.Equal(6, ended.ExitCode);
        Assert.Equal($"workbook: only {files} files may be open (ulimit -n), 256 are needed; run \"ulimit -n 1024\" first.", ended.OneLine);
        Assert.False(Directory.Exists(Path.Combine(workbook.Folder, "run")));
    }

    [Fact]
    public async Task As_many_files_as_are_asked_for_are_enough_for_three_languages()
    {
        workbook.Notebook("a.ipynb", "1", "#!python\n1", "#!javascript\nreturn 1;");
        var ended = await ShellAsync("ulimit -n 256; exec \"$0\" run a.ipynb --out run");
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
    }

    [Fact]
    public async Task A_file_whose_name_is_no_text_keeps_no_other_from_being_read()
    {
        workbook.Notebook("book/a.ipynb", "1");
        await ShellAsync("cp book/a.ipynb \"$(printf 'book/b\\377.ipynb')\"");
        Assert.Equal(2, Directory.GetFiles(Path.Combine(workbook.Folder, "book")).Length);
        var ended = await workbook.RunAsync("run", "book", "--out", "run");
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
        Assert.EndsWith(": left out, its name is not UTF-8; rename it.", ended.OneLine, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(workbook.Folder, "run")));
        await ShellAsync("rm -r book"); // .NET cannot name the file to delete it
    }

    private async Task<Ended> ShellAsync(string script)
    {
        using var process = workbook.StartProgram("sh", "-c", script, Workbook.Program);
        return await Workbook.EndAsync(process);
    }
}
