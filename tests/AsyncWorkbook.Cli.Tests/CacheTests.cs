using System.Net.Sockets;
using System.Runtime.Versioning;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>Export runs what has changed since the last time, and nothing else; nobody can tell from the pages.</summary>
[UnsupportedOSPlatform("windows")]
[StartsProcesses]
public sealed class CacheTests : IDisposable
{
    private const string unchanged = "a.ipynb: unchanged, its outputs came from the cache";

    private readonly Workbook workbook = new();
    private readonly Dictionary<string, string> environment;

    public CacheTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "elsewhere the folder of the cache can be named: XDG_CACHE_HOME");
        environment = new() { ["XDG_CACHE_HOME"] = CacheHome };
        workbook.Write("data.txt", "1");
        workbook.Write("part.cs", "var part = System.IO.File.ReadAllText(\"../named-by-part.txt\");");
        workbook.Write("named-by-part.txt", "1");
        workbook.Write("book/set-up.dib", "var setUp = System.IO.File.ReadAllText(\"../named-by-set-up.txt\");\n");
        workbook.Write("named-by-set-up.txt", "1");
        Directory.CreateDirectory(Path.Combine(workbook.Folder, "specs"));
        workbook.Write("specs/one.json", "1");
    }

    private string CacheHome => Path.Combine(workbook.Folder, ".cache");

    private string[] Entries => Directory.GetFiles(Path.Combine(CacheHome, "workbook", "runs"));

    public void Dispose() => workbook.Dispose();

    [Fact]
    public async Task A_notebook_in_which_nothing_has_changed_does_not_run_again()
    {
        WriteBook();
        var first = await ExportAsync();
        Assert.DoesNotContain("unchanged", first, StringComparison.Ordinal);
        var page = workbook.Read("site/a.html");
        Assert.Contains(unchanged, await ExportAsync(), StringComparison.Ordinal);
        Assert.Equal(page, workbook.Read("site/a.html"));

        WriteBook(prose: "# Other words");
        Assert.Contains(unchanged, await ExportAsync(), StringComparison.Ordinal);
        Assert.Contains("Other words", workbook.Read("site/a.html"), StringComparison.Ordinal);

        workbook.Write("book/b.ipynb", workbook.Read("book/a.ipynb").Replace("4321", "1234", StringComparison.Ordinal));
        Assert.Contains(unchanged, await ExportAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("unchanged", await ExportAsync("-p", "n=4321"), StringComparison.Ordinal);
        Assert.Contains(unchanged, await ExportAsync("-p", "n=4321"), StringComparison.Ordinal);
        Assert.DoesNotContain("unchanged", await ExportAsync("--output-limit", "2M"), StringComparison.Ordinal);
        Assert.DoesNotContain("unchanged", await ExportAsync("--fresh"), StringComparison.Ordinal);
        Assert.All(Entries, entry => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(entry)));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(Entries[0])!));
    }

    [Theory]
    [InlineData("data.txt")]
    [InlineData("part.cs")]
    [InlineData("named-by-part.txt")]
    [InlineData("book/set-up.dib")]
    [InlineData("named-by-set-up.txt")]
    [InlineData("specs/one.json")]
    [InlineData("specs/new.json")]
    [InlineData("book/beside.py")]
    public async Task A_file_that_its_code_may_read_makes_it_run_again(string file)
    {
        WriteBook();
        await ExportAsync();
        var path = Path.Combine(workbook.Folder, file);
        await File.AppendAllTextAsync(path, " // 2");
        Assert.DoesNotContain("unchanged", await ExportAsync(), StringComparison.Ordinal);
        Assert.Contains(unchanged, await ExportAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_code_and_another_runtime_make_it_run_again()
    {
        WriteBook();
        await ExportAsync();
        WriteBook(code: "4322");
        Assert.DoesNotContain("unchanged", await ExportAsync(), StringComparison.Ordinal);
        Assert.Contains(unchanged, await ExportAsync(), StringComparison.Ordinal);

        var node = Path.Combine(workbook.Folder, "other-node");
        await File.WriteAllTextAsync(node, "#!/bin/sh\n[ \"$1\" = --version ] && echo v99.0.0 || exec node \"$@\"\n");
        File.SetUnixFileMode(node, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        environment["WORKBOOK_NODE"] = node;
        Assert.DoesNotContain("unchanged", await ExportAsync(), StringComparison.Ordinal);
        environment.Remove("WORKBOOK_NODE");
        Assert.Contains(unchanged, await ExportAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var e = \"it's in\"; var d = \"../quoted.txt\";")]
    [InlineData("#!python\nd, e = '../quoted.txt', \"it's\"")]
    [InlineData("#!javascript\nconst d = `../quoted.txt` + \"'\";")]
    public async Task A_file_is_seen_between_other_quotes(string code)
    {
        workbook.Write("quoted.txt", "1");
        WriteBook(code: code);
        await ExportAsync();
        Assert.Contains(unchanged, await ExportAsync(), StringComparison.Ordinal);
        workbook.Write("quoted.txt", "2");
        Assert.DoesNotContain("unchanged", await ExportAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_to_its_end_is_not_read()
    {
        using (var made = workbook.StartProgram("mkfifo", "pipe.py"))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(workbook.Folder, "socket")));
        WriteBook(code: "var d = \"/dev/zero\" + \"/dev/tty\" + \"../pipe.py\" + \"../socket\" + \"/proc/self/mem\";");
        await ExportAsync("--fresh");
        Assert.Contains(unchanged, await ExportAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fresh_run_is_kept_with_what_it_read_and_not_with_what_it_wrote()
    {
        const string code = "System.IO.File.AppendAllText(\"../counted.txt\", \"1\");";
        workbook.Write("counted.txt", "");
        WriteBook(code: code);
        await ExportAsync("--fresh");
        Assert.DoesNotContain("unchanged", await ExportAsync(), StringComparison.Ordinal);
        Assert.Equal("11", workbook.Read("counted.txt"));
    }

    [Fact]
    public async Task Another_language_makes_it_run_again()
    {
        WriteBook();
        await ExportAsync();
        environment["LC_ALL"] = "de_DE.UTF-8";
        Assert.DoesNotContain("unchanged", await ExportAsync(), StringComparison.Ordinal);
        Assert.Contains(unchanged, await ExportAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not whole")]
    [InlineData("{}\n{}")]
    public async Task An_entry_that_is_not_whole_is_made_again(string text)
    {
        WriteBook();
        await ExportAsync();
        var page = workbook.Read("site/a.html");
        await File.WriteAllTextAsync(Assert.Single(Entries), text);
        Assert.DoesNotContain("unchanged", await ExportAsync(), StringComparison.Ordinal);
        Assert.Contains(unchanged, await ExportAsync(), StringComparison.Ordinal);
        Assert.Equal(page, workbook.Read("site/a.html"));
    }

    [Fact]
    public async Task A_changed_entry_is_not_believed()
    {
        WriteBook();
        await ExportAsync();
        var entry = Assert.Single(Entries);
        await File.WriteAllTextAsync(entry, (await File.ReadAllTextAsync(entry)).Replace("4321", "1234", StringComparison.Ordinal));
        Assert.DoesNotContain("unchanged", await ExportAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("1234", workbook.Read("site/a.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_runs_again_and_run_keeps_nothing()
    {
        WriteBook(code: "throw new Exception(\"no\");");
        for (var i = 0; i < 2; i++)
        {
            var ended = await workbook.RunAsync(environment, "export", "book", "--no-live", "--out", "site");
            Assert.Equal(1, ended.ExitCode);
            Assert.DoesNotContain("unchanged", ended.Stdout, StringComparison.Ordinal);
        }

        Assert.Equal(1, (await workbook.RunAsync(environment, "run", "book", "--out", "run")).ExitCode);
        WriteBook();
        Assert.Equal(0, (await workbook.RunAsync(environment, "run", "book", "--out", "run")).ExitCode);
        Assert.False(Directory.Exists(CacheHome));
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_none()
    {
        WriteBook();
        await File.WriteAllTextAsync(CacheHome, "a file, not a folder");
        Assert.DoesNotContain("unchanged", await ExportAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("unchanged", await ExportAsync(), StringComparison.Ordinal);
    }

    private void WriteBook(string prose = "# Words", string code = "4321") => File.WriteAllText(
        Path.Combine(workbook.Folder, "book", "a.ipynb"),
        $$"""
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
         {"cell_type": "markdown", "id": "m", "metadata": {}, "source": "{{prose}}"},
         {"cell_type": "code", "id": "p", "execution_count": null, "metadata": {"tags": ["parameters"]}, "outputs": [], "source": "var n = 1;"},
         {"cell_type": "code", "id": "c", "execution_count": null, "metadata": {}, "outputs": [], "source": {{System.Text.Json.JsonSerializer.Serialize(code)}}},
         {"cell_type": "code", "id": "f", "execution_count": null, "metadata": {}, "outputs": [],
          "source": "var d = \"../data.txt\"; var folder = \"../specs/\";"},
         {"cell_type": "code", "id": "i", "execution_count": null, "metadata": {}, "outputs": [], "source": "#!import ../part.cs\n#!import set-up.dib"}]}
        """);

    private async Task<string> ExportAsync(params string[] arguments)
    {
        var ended = await workbook.RunAsync(environment, ["export", "book", "--no-live", "--out", "site", .. arguments]);
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
        return ended.Stdout;
    }
}
