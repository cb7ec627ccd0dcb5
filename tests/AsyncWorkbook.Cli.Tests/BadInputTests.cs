namespace AsyncWorkbook.Cli.Tests;

/// <summary>Each mistake has one line that says what, where and what to do, and its exit code; nothing is written.</summary>
[StartsProcesses]
public sealed class BadInputTests : IDisposable
{
    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Theory]
    [InlineData("{\n \"cells\": [,]", "not JSON, line 2")]
    [InlineData("[]", "not an object")]
    [InlineData("{}", "no \"nbformat\"")]
    [InlineData("{\"nbformat\": 4}", "no \"cells\"")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{}]}", "cell 0 has no \"cell_type\"")]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}", "jupyter nbconvert --to notebook --nbformat 4")]
    [InlineData("{\"nbformat\": 5, \"cells\": []}", "newer than this engine")]
    [InlineData("{\"nbformat\": 4, \"nbformat\": 4, \"cells\": []}", "not JSON")]
    public async Task A_file_that_is_no_notebook(string text, string expected)
    {
        var path = workbook.Write("bad.ipynb", text);
        var ended = await workbook.RunAsync("run", path);
        Assert.Equal(4, ended.ExitCode);
        Assert.Contains("bad.ipynb", ended.OneLine, StringComparison.Ordinal);
        Assert.Contains(expected, ended.OneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_or_folder_that_is_not_there()
    {
        var file = await workbook.RunAsync("run", "missing.ipynb");
        Assert.Equal((4, "workbook: missing.ipynb: there is no such file or folder."), (file.ExitCode, file.OneLine));
        var folder = await workbook.RunAsync("export");
        Assert.Equal((4, "workbook: .: there is no .ipynb or .dib file in this folder."), (folder.ExitCode, folder.OneLine));
    }

    [Fact]
    public async Task One_unreadable_notebook_stops_the_others_before_they_run()
    {
        workbook.Notebook("a.ipynb", "System.IO.File.WriteAllText(\"ran\", \"\");");
        workbook.Write("b.ipynb", "no");
        var ended = await workbook.RunAsync("run", ".");
        Assert.Equal(4, ended.ExitCode);
        Assert.False(File.Exists(Path.Combine(workbook.Folder, "ran")));
    }

    [Theory]
    [InlineData("#!fsharp\n1", "#!fsharp")]
    [InlineData("var x = 1;\n#!nope", "Line 2: there is no directive or kernel called \"#!nope\"")]
    [InlineData("#!set --name x", "needs --value")]
    [InlineData("#!set --name x --value @javascript:undefinedName", "undefinedName")]
    [InlineData("#!set --name x --value @cobol:y", "no kernel called \"cobol\"")]
    [InlineData("#!set --name x --value @input:\"your name\"", "nobody can answer")]
    [InlineData("#!import missing.cs", "cannot import missing.cs")]
    [InlineData("#!import strange.xyz", "files that can be imported end in")]
    [InlineData("#r \"missing.dll\"", "missing.dll")]
    [InlineData("#!connect mssql --kernel-name sql", "#!connect jupyter")]
    public async Task A_directive_that_cannot_be_carried_out(string source, string expected)
    {
        var path = workbook.Notebook("directive.ipynb", source);
        var ended = await workbook.RunAsync("run", path);
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(expected, Workbook.Plain(workbook.Outputs("artifacts/run/directive.ipynb")[0]), StringComparison.Ordinal);
        Assert.Contains("directive.ipynb: cell 0: ", ended.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_kernel_in_the_metadata()
    {
        var path = workbook.Write(
            "kernel.ipynb",
            """
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "id": "a", "execution_count": null,
            "metadata": {"polyglot_notebook": {"kernelName": "fsharp"}}, "outputs": [], "source": "1"}]}
            """);
        var ended = await workbook.RunAsync("run", path);
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("There is no kernel called \"fsharp\"; the kernels are csharp, javascript", ended.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_parameter()
    {
        var path = workbook.Notebook("p.ipynb", ("var boards = 24;", ["parameters"]));
        var ended = await workbook.RunAsync("run", path, "-p", "bards=2");
        Assert.Equal(5, ended.ExitCode);
        Assert.Equal("workbook: there is no parameter called bards; the parameters are boards.", ended.OneLine);
    }

    [Theory]
    [InlineData("2.5")]
    [InlineData("many")]
    [InlineData("true")]
    public async Task A_parameter_that_is_no_whole_number(string value)
    {
        var path = workbook.Notebook("p.ipynb", ("var boards = 24; var host = 5.0;", ["parameters"]));
        var ended = await workbook.RunAsync("run", path, "-p", $"boards={value}", "-p", "host=2.5");
        Assert.Equal(5, ended.ExitCode);
        Assert.Equal($"workbook: boards takes a whole number, and {value} is none.", ended.OneLine);
    }

    [Theory]
    [InlineData("boards", "2.5", "boards takes a whole number, and 2.5 is none. It goes from 1 to 100 (boards).")]
    [InlineData("host", "long", "host takes a number, and long is none. It goes from 0.05 to 100000 (s).")]
    public async Task A_parameter_of_a_chapter_that_is_no_number(string parameter, string value, string message)
    {
        var ended = await workbook.RunAsync("run", Path.Combine(Chapter.Folder, "01-chess-simul.ipynb"), "-p", $"{parameter}={value}");
        Assert.Equal(5, ended.ExitCode);
        Assert.Equal($"workbook: {message}", ended.OneLine);
    }

    [Fact]
    public async Task A_runtime_that_is_not_installed()
    {
        var path = workbook.Notebook("node.ipynb", "1", "#!javascript\nreturn 1;", "2");
        var environment = new Dictionary<string, string> { ["PATH"] = workbook.Folder };
        var ended = await workbook.RunAsync(environment, "run", path);
        Assert.Equal(6, ended.ExitCode);
        var outputs = workbook.Outputs("artifacts/run/node.ipynb");
        Assert.Equal("1", Workbook.Plain(outputs[0]));
        Assert.Contains("Node.js 20.12 or newer", Workbook.Plain(outputs[1]), StringComparison.Ordinal);

        var doctor = await workbook.RunAsync(environment, "doctor");
        Assert.Equal(6, doctor.ExitCode);
        Assert.Contains("apt-get install nodejs", doctor.Stdout, StringComparison.Ordinal);
        Assert.Contains("winget install OpenJS.NodeJS.LTS", doctor.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written()
    {
        var path = workbook.Notebook("a.ipynb", "System.IO.File.WriteAllText(\"ran\", \"\");");
        workbook.Write("file", "");
        var ended = await workbook.RunAsync("run", path, "--out", "file/below");
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("cannot write to the folder file/below", ended.OneLine, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(workbook.Folder, "ran")));
    }

    [Fact]
    public async Task A_command_line_that_makes_no_sense()
    {
        var ended = await workbook.RunAsync("run", "--jobs", "0");
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("workbook --help", ended.Stderr, StringComparison.Ordinal);
        Assert.Empty(ended.Stdout);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("clean")]
    public async Task A_file_that_is_no_notebook_stops_what_reads_notebooks(string command)
    {
        var ran = workbook.Notebook("a.ipynb", "1");
        await workbook.RunAsync("run", ran, "--in-place");
        var before = workbook.Read(ran);
        workbook.Write("b.ipynb", "no");
        var unreadable = await workbook.RunAsync(command, ".");
        Assert.Equal((4, ""), (unreadable.ExitCode, unreadable.Stdout));
        Assert.Contains("b.ipynb: not JSON", unreadable.OneLine, StringComparison.Ordinal);
        Assert.Equal(before, workbook.Read(ran));
        var missing = await workbook.RunAsync(command, "missing");
        Assert.Equal((4, "workbook: missing: there is no such file or folder."), (missing.ExitCode, missing.OneLine));
    }

    [Fact]
    public async Task An_output_folder_that_holds_the_notebook_itself()
    {
        var path = workbook.Notebook("a.ipynb", "1");
        var before = workbook.Read(path);
        var ended = await workbook.RunAsync("run", path, "--out", ".");
        Assert.Equal(2, ended.ExitCode);
        Assert.Equal("workbook: --out . would overwrite a.ipynb; say --in-place if that is what you want.", ended.OneLine);
        Assert.Equal(before, workbook.Read(path));
    }

    [Fact]
    public async Task An_output_folder_that_is_a_link_to_the_notebooks_own()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        var path = workbook.Notebook("book/a.ipynb", "1");
        var before = workbook.Read(path);
        Directory.CreateSymbolicLink(Path.Combine(workbook.Folder, "link"), Path.Combine(workbook.Folder, "book"));
        foreach (var (source, output) in new[] { ("book", "link"), ("link", "book") })
        {
            var ended = await workbook.RunAsync("run", source, "--out", output);
            Assert.Equal((2, ""), (ended.ExitCode, ended.Stdout));
            Assert.Contains($"--out {output} would overwrite {source}/a.ipynb", ended.OneLine, StringComparison.Ordinal);
        }

        Assert.Equal(before, workbook.Read(path));
    }

    [Fact]
    public async Task Two_notebooks_of_the_same_name()
    {
        Directory.CreateDirectory(Path.Combine(workbook.Folder, "sub"));
        workbook.Notebook("a.ipynb", "1");
        workbook.Notebook("sub/a.ipynb", "1");
        var ended = await workbook.RunAsync("run", "a.ipynb", "sub/a.ipynb");
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("have the same name", ended.OneLine, StringComparison.Ordinal);
        Assert.Equal(0, (await workbook.RunAsync("run", "a.ipynb", "sub/a.ipynb", "--in-place")).ExitCode);
        Assert.All(["a.ipynb", "sub/a.ipynb"], path => Assert.Equal("1", Workbook.Plain(Assert.Single(workbook.Outputs(path)))));
    }
}
