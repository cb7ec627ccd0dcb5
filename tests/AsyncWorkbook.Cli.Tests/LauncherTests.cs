using System.Diagnostics;
using System.Runtime.Versioning;

namespace AsyncWorkbook.Cli.Tests;

/// <summary><c>./workbook</c> itself, in a folder where what it builds is pretended: how long a build takes, and how it ends, a line on its input says.</summary>
[StartsProcesses]
[UnsupportedOSPlatform("windows")]
public sealed class LauncherTests : IDisposable
{
    private const string tools = "bash chmod cmp dirname env find ln mkdir mv readlink rm sleep sort";

    private const string dotnet = """
        #!/usr/bin/env bash
        [ "$1" = build ] || { echo "runs $2"; exit; }
        echo "build" >>builds
        read -r ending
        mkdir -p artifacts/workbook
        echo "#!/bin/sh" >artifacts/workbook/workbook
        chmod +x artifacts/workbook/workbook
        [ "$ending" = well ]
        """;

    private readonly Workbook clone = new();

    public LauncherTests()
    {
        foreach (var file in new[] { "src/publish.proj", "Directory.Build.props", "global.json", "THIRD-PARTY-NOTICES.md", "bin/npm", "bin/sdk/10.0.1/is", "bin/shared/Microsoft.NETCore.App/10.0.1/is" })
        {
            clone.Write(file, "");
        }

        clone.Write("bin/dotnet", dotnet);
        File.Copy(Repository.PathOf("workbook"), Path.Combine(clone.Folder, "workbook"));
        foreach (var program in new[] { "bin/dotnet", "bin/npm" })
        {
            File.SetUnixFileMode(Path.Combine(clone.Folder, program), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Array.ForEach(tools.Split(' '), Provide);
    }

    public void Dispose() => clone.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_that_start_at_once_one_builds_and_the_other_says_that_it_waits(bool hasFlock)
    {
        using var first = await BuildAsync(hasFlock);
        using var second = Start();
        Assert.StartsWith("Another build of this folder is under way", await second.StandardError.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await first.StandardInput.WriteLineAsync("well");
        Assert.Equal("runs one\nruns one\n", (await Workbook.EndAsync(first)).Stdout + (await Workbook.EndAsync(second)).Stdout);
        Assert.Equal("build\n", clone.Read("builds"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Behind_a_build_that_failed_the_next_one_builds(bool hasFlock)
    {
        using var first = await BuildAsync(hasFlock);
        using var second = Start();
        await second.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        await first.StandardInput.WriteLineAsync("badly");
        await second.StandardInput.WriteLineAsync("well");
        var failed = await Workbook.EndAsync(first);
        Assert.Equal((1, "Building (some minutes the first time) ...\n\nworkbook: the build failed.\n"), (failed.ExitCode, failed.Stderr));
        Assert.Equal("runs one\n", (await Workbook.EndAsync(second)).Stdout);
        Assert.Equal("build\nbuild\n", clone.Read("builds"));
    }

    [Fact]
    public async Task Without_flock_a_build_that_was_killed_holds_nobody_up()
    {
        using var gone = clone.StartProgram("true");
        await Workbook.EndAsync(gone);
        Directory.CreateDirectory(Path.Combine(clone.Folder, "artifacts"));
        var link = Path.Combine(clone.Folder, "artifacts", ".building.by");
        File.CreateSymbolicLink(link, $"{gone.Id}");
        using var next = await BuildAsync(hasFlock: false);
        Assert.Equal($"{next.Id}", new FileInfo(link).LinkTarget);
        await next.StandardInput.WriteLineAsync("well");
        Assert.Equal("runs one\n", (await Workbook.EndAsync(next)).Stdout);
        Assert.Null(new FileInfo(link).LinkTarget);
    }

    /// <summary>Starts one, which is in the midst of its build when this ends.</summary>
    private async Task<Process> BuildAsync(bool hasFlock)
    {
        if (hasFlock)
        {
            Provide("flock");
        }

        var started = Start();
        await clone.WrittenAsync("builds");
        return started;
    }

    private Process Start() => clone.StartProgram("env", "-i", $"PATH={Path.Combine(clone.Folder, "bin")}", Path.Combine(clone.Folder, "workbook"), "one");

    /// <summary>Puts a program of this machine on the PATH there.</summary>
    private void Provide(string program)
    {
        var path = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{program} is not there");
        File.CreateSymbolicLink(Path.Combine(clone.Folder, "bin", program), path);
    }
}
