using System.Diagnostics;
using System.Text.Json.Nodes;
using AsyncWorkbook.Jupyter.Tests.Protocol;

namespace AsyncWorkbook.Jupyter.Tests.Installing;

/// <summary>What install puts where, and that uninstall takes exactly that away again.</summary>
public sealed class InstallTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-install-");

    private string Data => Path.Combine(folder.FullName, "data");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("async-workbook", "Async workbook (C#, JavaScript, Python)")]
    [InlineData(".net-csharp", ".NET (C#)")]
    public async Task A_kernel_is_one_folder_that_comes_and_goes_as_a_whole(string name, string displayed)
    {
        Assert.Equal(0, (await RunAsync("install", "--name", name)).ExitCode);
        var kernel = Path.Combine(Data, "kernels", name);
        var description = Description(kernel);
        Assert.Equal(displayed, (string?)description["display_name"]);
        Assert.Equal("C#", (string?)description["language"]);
        Assert.Equal("message", (string?)description["interrupt_mode"]);
        Assert.Equal("{connection_file}", (string?)description["argv"]!.AsArray()[^1]);
        Assert.StartsWith(kernel, (string?)description["argv"]![0], StringComparison.Ordinal);
        foreach (var (logo, size) in new[] { ("logo-32x32.png", 32), ("logo-64x64.png", 64) })
        {
            var png = await File.ReadAllBytesAsync(Path.Combine(kernel, logo));
            Assert.Equal("PNG"u8.ToArray(), png[1..4]);
            Assert.Equal(size, (png[18] << 8) + png[19]); // its width
        }

        Assert.StartsWith("<svg", await File.ReadAllTextAsync(Path.Combine(kernel, "logo-svg.svg")), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(kernel, "program", "workers", "csharp"), "startup*.prof")); // it starts slowly without
        Assert.Equal(["kernels"], Names(Data));
        Assert.Equal([name], Names(Path.Combine(Data, "kernels")));

        Assert.Equal(0, (await RunAsync("uninstall", "--name", name)).ExitCode);
        Assert.Empty(Names(Path.Combine(Data, "kernels")));
        Assert.Equal(["kernels"], Names(Data));
    }

    [Fact]
    public async Task Installing_again_replaces_what_was_there()
    {
        await RunAsync("install");
        var kernel = Path.Combine(Data, "kernels", "async-workbook");
        await File.WriteAllTextAsync(Path.Combine(kernel, "program", "left-over"), "");
        Assert.Equal(0, (await RunAsync("install")).ExitCode);
        Assert.False(File.Exists(Path.Combine(kernel, "program", "left-over")));
        Assert.Equal(["async-workbook"], Names(Path.Combine(Data, "kernels")));
        Assert.Equal(["kernels"], Names(Data));
    }

    [Fact]
    public async Task A_kernel_that_is_a_link_comes_back_as_the_link_that_it_was()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        var real = Directory.CreateDirectory(Path.Combine(folder.FullName, "real")).FullName;
        await File.WriteAllTextAsync(Path.Combine(real, "kernel.json"), "{}");
        Directory.CreateDirectory(Path.Combine(Data, "kernels"));
        var kernel = Path.Combine(Data, "kernels", ".net-csharp");
        Directory.CreateSymbolicLink(kernel, "../../real");
        Assert.Equal(0, (await RunAsync("install", "--name", ".net-csharp")).ExitCode);
        Assert.Equal(0, (await RunAsync("install", "--name", ".net-csharp")).ExitCode);
        Assert.Equal(0, (await RunAsync("uninstall", "--name", ".net-csharp")).ExitCode);
        Assert.Equal("{}", await File.ReadAllTextAsync(Path.Combine(kernel, "kernel.json")));
        Assert.Equal("../../real", new DirectoryInfo(kernel).LinkTarget);
    }

    [Fact]
    public async Task A_prefix_gets_the_kernel_in_its_share_folder()
    {
        var prefix = Path.Combine(folder.FullName, "venv");
        Assert.Equal(0, (await RunAsync("install", "--prefix", prefix)).ExitCode);
        Assert.True(File.Exists(Path.Combine(prefix, "share", "jupyter", "kernels", "async-workbook", "kernel.json")));
        Assert.False(Directory.Exists(Data));
        Assert.Equal(0, (await RunAsync("uninstall", "--prefix", prefix)).ExitCode);
        Assert.Empty(Names(Path.Combine(prefix, "share", "jupyter", "kernels")));
    }

    [Fact]
    public async Task A_kernel_of_the_same_name_is_kept_aside_and_comes_back()
    {
        var kernel = Directory.CreateDirectory(Path.Combine(Data, "kernels", ".net-csharp")).FullName;
        await File.WriteAllTextAsync(Path.Combine(kernel, "kernel.json"), "{\"argv\": [\"dotnet\"]}");
        await RunAsync("install", "--name", ".net-csharp");
        await RunAsync("install", "--name", ".net-csharp"); // a second time must not lose it
        Assert.NotEqual("dotnet", (string?)Description(kernel)["argv"]![0]);
        Assert.Equal(0, (await RunAsync("uninstall", "--name", ".net-csharp")).ExitCode);
        Assert.Equal("dotnet", (string?)Description(kernel)["argv"]![0]);
        Assert.Equal(["kernel.json"], Names(kernel));
    }

    [Fact]
    public async Task Installs_at_the_same_moment_take_their_turns()
    {
        var kernel = Directory.CreateDirectory(Path.Combine(Data, "kernels", ".net-csharp")).FullName;
        await File.WriteAllTextAsync(Path.Combine(kernel, "kernel.json"), "{\"argv\": [\"dotnet\"]}");
        var ended = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunAsync("install", "--name", ".net-csharp")));
        Assert.All(ended, each => Assert.Equal((0, ""), each));
        Assert.Equal([".net-csharp"], Names(Path.Combine(Data, "kernels")));
        await RunAsync("uninstall", "--name", ".net-csharp");
        Assert.Equal("dotnet", (string?)Description(kernel)["argv"]![0]);
        Assert.Equal(["kernel.json"], Names(kernel));
    }

    /// <summary>Each row is what a killed install or uninstall can leave, in the order in which it moves things.</summary>
    [Theory]
    [InlineData("ours", "kernels/.net-csharp=foreign", "new=half")]
    [InlineData("ours", "kernels/.net-csharp=foreign", "new=ours", "old=")]
    [InlineData("ours", "", "new=ours", "old=foreign")]
    [InlineData("ours", "", "new=ours", "new/replaced=foreign")]
    [InlineData("ours", "", "new=ours", "old=ours", "old/replaced=foreign")]
    [InlineData("ours", "", "new=ours", "old=ours", "new/replaced=foreign")]
    [InlineData("ours", "kernels/.net-csharp=ours", "kernels/.net-csharp/replaced=foreign", "old=ours")]
    [InlineData("ours", "", "old=ours", "old/replaced=foreign")]
    [InlineData("foreign", "kernels/.net-csharp=foreign", "old=ours")]
    public async Task What_a_killed_install_has_left_is_put_in_order(string then, params string[] left)
    {
        foreach (var (place, what) in left.Where(each => each.Length > 0).Select(each => each.Split('=')).Select(parts => (parts[0], parts[1])))
        {
            var path = Directory.CreateDirectory(
                Path.Combine(Data, place.StartsWith("kernels/", StringComparison.Ordinal) ? place : $"kernels/.installing-.net-csharp/{place}")).FullName;
            if (what is "ours" or "foreign")
            {
                var metadata = what == "ours" ? ", \"metadata\": {\"async_workbook\": {}}" : "";
                await File.WriteAllTextAsync(Path.Combine(path, "kernel.json"), $"{{\"argv\": [\"{what}\"]{metadata}}}");
            }
        }

        var kernel = Path.Combine(Data, "kernels", ".net-csharp");
        if (then == "ours")
        {
            Assert.Equal((0, ""), await RunAsync("install", "--name", ".net-csharp"));
            Assert.Equal([".net-csharp"], Names(Path.Combine(Data, "kernels")));
            Assert.Equal((0, ""), await RunAsync("uninstall", "--name", ".net-csharp"));
        }
        else
        {
            Assert.Equal(2, (await RunAsync("uninstall", "--name", ".net-csharp")).ExitCode);
        }

        Assert.Equal("foreign", (string?)Description(kernel)["argv"]![0]);
        Assert.Equal([".net-csharp"], Names(Path.Combine(Data, "kernels")));
    }

    [Fact]
    public async Task A_folder_of_kernels_may_lie_on_another_disk()
    {
        const string otherDisk = "/dev/shm";
        Assert.SkipUnless(Directory.Exists(otherDisk), "needs a second disk: Linux has one in memory");
        var kernels = Directory.CreateDirectory(Path.Combine(otherDisk, Path.GetRandomFileName()));
        try
        {
            Directory.CreateDirectory(Data);
            Directory.CreateSymbolicLink(Path.Combine(Data, "kernels"), kernels.FullName);
            Assert.Equal((0, ""), await RunAsync("install"));
            Assert.Equal(["async-workbook"], Names(kernels.FullName));
            Assert.Equal((0, ""), await RunAsync("uninstall"));
            Assert.Empty(Names(kernels.FullName));
        }
        finally
        {
            kernels.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_others_installed_is_not_uninstalled()
    {
        var kernel = Directory.CreateDirectory(Path.Combine(Data, "kernels", ".net-csharp")).FullName;
        await File.WriteAllTextAsync(Path.Combine(kernel, "kernel.json"), "{\"argv\": [\"dotnet\"]}");
        var (exitCode, line) = await RunAsync("uninstall", "--name", ".net-csharp");
        Assert.Equal(2, exitCode);
        Assert.Contains("was not installed by this program", line, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(kernel, "kernel.json")));
    }

    [Theory]
    [InlineData("there is no kernel", "uninstall")]
    [InlineData("--name a/b", "install", "--name", "a/b")]
    [InlineData("--name ..", "install", "--name", "..")]
    [InlineData("--name A", "uninstall", "--name", "A")]
    [InlineData("exclude each other", "install", "--user", "--prefix", "x")]
    [InlineData("--output-limit takes", "install", "--output-limit", "much")]
    [InlineData("--memory-limit takes", "install", "--memory-limit", "1M")]
    public async Task A_wrong_command_line_is_refused_and_nothing_is_written(string said, params string[] arguments)
    {
        var (exitCode, line) = await RunAsync(arguments);
        Assert.Equal(2, exitCode);
        Assert.Contains(said, line, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task An_installed_kernel_needs_nothing_of_where_it_came_from()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a Unix user's paths");

        // A copy of the program plays the repository; it is gone when the kernel starts.
        var repository = Path.Combine(folder.FullName, "repository");
        using (var copy = Process.Start("cp", ["-R", Path.GetDirectoryName(KernelProcess.Program)!, repository]))
        {
            await copy.WaitForExitAsync();
        }

        Assert.Equal(0, (await RunAsync(Path.Combine(repository, "workbook"), ["install"])).ExitCode);
        Directory.Delete(repository, recursive: true);
        using var kernel = new KernelProcess(program: Installed());
        using var client = await JupyterClient.ConnectAsync(kernel);
        var shown = (await client.ExecuteAsync("1 + 1\n#!javascript\nreturn 2;\n#!python\n3")).Plain;
        Assert.Equal("223", shown);
        await client.RequestAsync("shutdown_request", new JsonObject { ["restart"] = false }, "control");
        Assert.Equal(0, await kernel.EndedAsync());
    }

    [Fact]
    public async Task A_kernel_keeps_to_the_limits_that_it_was_installed_with()
    {
        Assert.Equal((0, ""), await RunAsync("install", "--output-limit", "100", "--memory-limit", "200M"));
        using var kernel = new KernelProcess(program: Installed());
        using var client = await JupyterClient.ConnectAsync(kernel);
        var cut = (await client.ExecuteAsync("#!javascript\nconsole.log('x'.repeat(1000));")).Plain;
        Assert.Contains("a cell may show 100 bytes", cut, StringComparison.Ordinal);
        var full = await client.ExecuteAsync("var much = new byte[500_000_000];");
        Assert.Equal("error", full.Reply.Status);
        await client.RequestAsync("shutdown_request", new JsonObject { ["restart"] = false }, "control");
        Assert.Equal(0, await kernel.EndedAsync());
    }

    [Fact]
    public async Task Where_dotnet_is_gone_the_kernel_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a Unix shell's script");
        await RunAsync("install");
        var start = Installed();
        var nowhere = Path.Combine(folder.FullName, "nowhere");
        var text = await File.ReadAllTextAsync(start);
        var script = System.Text.RegularExpressions.Regex.Replace(text, "(?m)^start_with '[^']*'", $"start_with '{nowhere}'")
            .Replace("/usr/", $"{nowhere}/", StringComparison.Ordinal);
        Assert.NotEqual(text, script);
        await File.WriteAllTextAsync(start, script);
        var process = new ProcessStartInfo("/bin/sh", [start, "connection.json"]) { RedirectStandardError = true, UseShellExecute = false };
        process.Environment["PATH"] = nowhere;
        process.Environment["HOME"] = nowhere;
        process.Environment.Remove("DOTNET_ROOT");
        using var ended = Process.Start(process)!;
        var said = await ended.StandardError.ReadToEndAsync();
        await ended.WaitForExitAsync();
        Assert.Equal(6, ended.ExitCode);
        Assert.Contains("needs .NET 10", Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static JsonNode Description(string kernel) => JsonNode.Parse(File.ReadAllText(Path.Combine(kernel, "kernel.json")))!;

    private static IEnumerable<string?> Names(string path) => Directory.GetFileSystemEntries(path).Select(Path.GetFileName);

    private string Installed() => Path.Combine(Data, "kernels", "async-workbook", "start");

    private Task<(int ExitCode, string Line)> RunAsync(params string[] arguments) => RunAsync(KernelProcess.Program, arguments);

    private async Task<(int ExitCode, string Line)> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, ["kernel", .. arguments])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["JUPYTER_DATA_DIR"] = Data;
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
