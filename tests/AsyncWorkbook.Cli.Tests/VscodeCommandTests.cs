namespace AsyncWorkbook.Cli.Tests;

/// <summary>The extension is installed by whatever editor there is; here they are scripts that write down what they are asked.</summary>
[StartsProcesses]
public sealed class VscodeCommandTests : IDisposable
{
    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Fact]
    public async Task Every_editor_on_the_path_is_asked_to_install_it()
    {
        Editor("code");
        Editor("code-server");
        var ended = await RunAsync("install", "--vsix", workbook.Write("extension.vsix", ""));
        Assert.True(ended.ExitCode == 0, ended.Stderr);
        var expected = $"--install-extension {Path.Combine(workbook.Folder, "extension.vsix")} --force\n";
        Assert.Equal(expected, workbook.Read("code.asked"));
        Assert.Equal(expected, workbook.Read("code-server.asked"));
        Assert.Equal(2, ended.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task An_editor_that_is_named_is_asked_alone()
    {
        Editor("code");
        var mine = Editor("mine");
        var ended = await RunAsync("install", "--editor", mine, "--vsix", workbook.Write("extension.vsix", ""));
        Assert.True(ended.ExitCode == 0, ended.Stderr);
        Assert.Equal($"Installed into {mine}. Reload its windows, and open a notebook.\n", ended.Stdout);
        Assert.False(File.Exists(Path.Combine(workbook.Folder, "code.asked")));
    }

    [Fact]
    public async Task Without_an_editor_it_says_how()
    {
        var ended = await RunAsync("install");
        Assert.Equal(2, ended.ExitCode);
        Assert.StartsWith("workbook: no code, codium or code-server is on the PATH. ", ended.OneLine, StringComparison.Ordinal);
        Assert.Contains("workbook vscode package", ended.OneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_is_not_there_and_an_editor_that_fails_or_is_not_there_are_one_line()
    {
        var failing = Editor("failing", "echo no room >&2; exit 3");
        var ended = await RunAsync("install", "--editor", failing, "--vsix", "no.vsix");
        Assert.Equal((2, "workbook: no.vsix: there is no such file."), (ended.ExitCode, ended.OneLine));
        ended = await RunAsync("install", "--editor", failing, "--vsix", workbook.Write("extension.vsix", ""));
        Assert.Equal((2, $"workbook: {failing} --install-extension failed: no room"), (ended.ExitCode, ended.OneLine));
        ended = await RunAsync("install", "--editor", "no-such-editor", "--vsix", "extension.vsix");
        Assert.Equal((2, "workbook: no-such-editor does not start (No such file or directory)."), (ended.ExitCode, ended.OneLine));
    }

    [Fact]
    public async Task It_is_removed_where_it_is()
    {
        var there = Editor("code", "[ \"$1\" != --list-extensions ] || printf 'ms-python.python\\nasync-workbook.async-workbook\\n'");
        var absent = Editor("codium", "[ \"$1\" != --list-extensions ] || echo ms-python.python");
        var ended = await RunAsync("uninstall");
        Assert.True(ended.ExitCode == 0, ended.Stderr);
        Assert.Equal($"Removed from {there}.\nIt is not installed in {absent}.\n", ended.Stdout);
        Assert.EndsWith("--uninstall-extension async-workbook.async-workbook\n", workbook.Read("code.asked"), StringComparison.Ordinal);
        Assert.Equal("--list-extensions\n", workbook.Read("codium.asked"));
    }

    private string Editor(string name, string behaviour = "")
    {
        var path = Path.Combine(workbook.Folder, name);
        workbook.Write(name, $"#!/bin/sh\necho \"$@\" >>{path}.asked\n{behaviour}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        }

        return path;
    }

    private Task<Ended> RunAsync(params string[] arguments) => workbook.RunAsync(
        new Dictionary<string, string> { ["PATH"] = workbook.Folder }, ["vscode", .. arguments]);
}
