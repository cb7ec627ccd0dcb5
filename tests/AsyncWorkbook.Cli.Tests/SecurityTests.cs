using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>What a notebook of somebody else's, and other users of the machine, cannot do.</summary>
[UnsupportedOSPlatform("windows")]
[StartsProcesses]
public sealed class SecurityTests : IDisposable
{
    private readonly Workbook workbook = new();

    public SecurityTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "links, permissions and such names are others there");

    public void Dispose() => workbook.Dispose();

    [Fact]
    public async Task Nothing_talks_to_the_network_while_notebooks_run()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        var temporary = Directory.CreateDirectory(Path.Combine(workbook.Folder, "tmp")).FullName;
        workbook.Notebook(
            "three.ipynb",
            "1",
            "#!javascript\nreturn 1;",
            "#!python\nimport asyncio, os\nwith open('ready', 'w') as f: _ = f.write('\\n')\nwhile not os.path.exists('go'): await asyncio.sleep(0.02)");
        using var host = Process.Start(new ProcessStartInfo(Workbook.Program, ["run", "three.ipynb"])
        {
            WorkingDirectory = workbook.Folder,
            RedirectStandardOutput = true,
            Environment = { ["TMPDIR"] = temporary },
        })!;
        await workbook.WrittenAsync("ready");
        var tree = Tree(host.Id);
        Assert.True(tree.Count >= 4, "the host and three workers run");
        var sockets = tree.SelectMany(Sockets).ToHashSet();
        Assert.NotEmpty(sockets);
        Assert.DoesNotContain(NetworkSockets(), sockets.Contains);

        // Whatever lies in the temporary folder meanwhile is for nobody else.
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        Assert.All(Directory.GetFileSystemEntries(temporary), entry => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(entry) & others));
        workbook.Write("go", "");
        var shown = await host.StandardOutput.ReadToEndAsync();
        await host.WaitForExitAsync();
        Assert.True(host.ExitCode == 0, shown);
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    [Fact]
    public async Task What_cells_start_has_the_environment_of_the_user()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "asks the program env");
        var path = workbook.Notebook(
            "env.ipynb",
            """
            var asked = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("env") { RedirectStandardOutput = true });
            Console.Write(asked.StandardOutput.ReadToEnd());
            """,
            "#!javascript\nconsole.log((await import('node:child_process')).execFileSync('env', { encoding: 'utf8' }));",
            "#!python\nimport subprocess\nprint(subprocess.run(['env'], capture_output=True, text=True).stdout)");
        var own = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            ["HOME"] = workbook.Folder,
            ["LANG"] = "C.UTF-8",
            ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..")),
            ["DOTNET_EnableDiagnostics"] = "1",
            ["DOTNET_MultiCoreJitNoProfileGather"] = "0",
            ["MINE"] = "kept",
            ["WORKBOOK_PYTHON"] = await PythonAsync(),
        };
        var ended = await workbook.RunAloneAsync(own, "run", path);
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);

        // By this one the host finds processes that cells have left behind.
        var expected = own.Select(variable => $"{variable.Key}={variable.Value}").ToList();
        Assert.All(workbook.Outputs("artifacts/run/env.ipynb"), outputs => Assert.Equal(
            expected,
            Workbook.Plain(outputs).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.StartsWith("WORKBOOK_WORKER=", StringComparison.Ordinal)).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Exporting_without_executing_runs_nothing()
    {
        var path = workbook.Notebook(
            "hostile.ipynb",
            "System.IO.File.WriteAllText(\"ran\", \"\");",
            "#!javascript\n(await import('node:fs')).writeFileSync('ran', '');",
            "#!python\nopen('ran', 'w').close()",
            "#!import evil.cs",
            "#r \"evil.dll\"\n#r \"nuget: Evil, 1.0.0\"");
        workbook.Write("evil.cs", "System.IO.File.WriteAllText(\"ran\", \"\");");

        // No program can be started at all: the runtimes are such as would tell.
        var told = Path.Combine(workbook.Folder, "told");
        await File.WriteAllTextAsync(told, $"#!/bin/sh\ntouch '{workbook.Folder}/ran'\n");
        File.SetUnixFileMode(told, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var environment = new Dictionary<string, string> { ["WORKBOOK_NODE"] = told, ["WORKBOOK_PYTHON"] = told, ["XDG_CACHE_HOME"] = workbook.Folder };
        var ended = await workbook.RunAsync(environment, "export", path, "--no-execute", "--out", "site");
        Assert.True(ended.ExitCode == 0, ended.Stderr);
        Assert.True(File.Exists(Path.Combine(workbook.Folder, "site/hostile.html")));
        Assert.False(File.Exists(Path.Combine(workbook.Folder, "ran")));
        Assert.False(Directory.Exists(Path.Combine(workbook.Folder, "workbook")));
    }

    [Fact]
    public async Task Scripts_of_outputs_run_in_a_page_if_they_were_recorded_here_or_are_trusted()
    {
        var path = workbook.Notebook("book/a.ipynb", ("HTML(\"<script>ranHere</script>\")", []), ("1", ["skip-execution"]));
        var notebook = JsonNode.Parse(workbook.Read(path))!;
        foreach (var cell in notebook["cells"]!.AsArray())
        {
            cell!["outputs"] = new JsonArray(new JsonObject
            {
                ["output_type"] = "display_data",
                ["data"] = new JsonObject { ["text/html"] = "<script>cameAlong</script>" },
                ["metadata"] = new JsonObject(),
            });
        }

        workbook.Write(path, notebook.ToJsonString());
        const string line = "left out scripts and the like of outputs that came with it; run its cells, or say --trust";

        // The second run finds all in the cache, which tells what ran from what did not.
        foreach (var expected in new[] { "ok, 1 cell", "unchanged" })
        {
            var exported = await ExportAsync();
            Assert.Contains(expected, exported.Stdout, StringComparison.Ordinal);
            Assert.Contains(line, exported.OneLine, StringComparison.Ordinal);
            Assert.Equal((true, false), (Holds("<script>ranHere"), Holds("<script>cameAlong")));
        }

        Assert.Contains(line, (await ExportAsync("--no-execute")).OneLine, StringComparison.Ordinal);
        Assert.Equal((false, false), (Holds("<script>ranHere"), Holds("<script>cameAlong")));
        Assert.Equal("", (await ExportAsync("--trust")).Stderr);
        Assert.Equal((true, true), (Holds("<script>ranHere"), Holds("<script>cameAlong")));

        bool Holds(string script) => workbook.Read("site/a.html").Contains(script, StringComparison.Ordinal);

        async Task<Ended> ExportAsync(params string[] arguments)
        {
            var environment = new Dictionary<string, string> { ["XDG_CACHE_HOME"] = Path.Combine(workbook.Folder, ".cache") };
            var ended = await workbook.RunAsync(environment, ["export", "book", "--out", "site", .. arguments]);
            Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
            return ended;
        }
    }

    [Fact]
    public async Task Whatever_notebooks_are_called_only_the_output_folder_is_written()
    {
        Directory.CreateDirectory(Path.Combine(workbook.Folder, "in"));
        Directory.CreateDirectory(Path.Combine(workbook.Folder, "work"));
        string[] names = ["..ipynb", "...ipynb", "..\\up.ipynb", "<script>alert(1)<", "\"quoted\" & 'x'.ipynb", "%2e%2e%2fup.ipynb", "-p x=1.ipynb", "assets.ipynb"];
        foreach (var name in names.Select(name => name.EndsWith(".ipynb", StringComparison.Ordinal) ? name : name + ".ipynb"))
        {
            workbook.Notebook($"in/{name}", "\"<b>not bold</b>\"");
        }

        var before = Listing();
        var ran = await workbook.RunAsync("run", "in", "--out", "work/run");
        Assert.True(ran.ExitCode == 0, ran.Stdout + ran.Stderr);
        var exported = await workbook.RunAsync("export", "in", "--no-execute", "--out", "work/site");
        Assert.True(exported.ExitCode == 0, exported.Stdout + exported.Stderr);
        Assert.Equal(before, Listing());
        Assert.Equal(names.Length, Directory.GetFiles(Path.Combine(workbook.Folder, "work/run")).Length);
        Assert.DoesNotContain("<script>alert", workbook.Read("work/site/index.html"), StringComparison.Ordinal);

        List<string> Listing() => [.. Directory.GetFileSystemEntries(workbook.Folder, "*", SearchOption.AllDirectories)
            .Where(entry => !entry.StartsWith(Path.Combine(workbook.Folder, "work") + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Links_do_not_lead_out_of_the_output_folder()
    {
        workbook.Notebook("a.ipynb", "1");
        var elsewhere = Directory.CreateDirectory(Path.Combine(workbook.Folder, "elsewhere")).FullName;
        var kept = Path.Combine(elsewhere, "kept");
        await File.WriteAllTextAsync(kept, "as it was");
        Directory.CreateDirectory(Path.Combine(workbook.Folder, "out"));
        File.CreateSymbolicLink(Path.Combine(workbook.Folder, "out/a.ipynb"), kept);
        Assert.Equal(0, (await workbook.RunAsync("run", "a.ipynb", "--out", "out")).ExitCode);
        Assert.Equal("1", Workbook.Plain(workbook.Outputs("out/a.ipynb")[0]));
        Assert.Equal("as it was", await File.ReadAllTextAsync(kept));

        Directory.CreateDirectory(Path.Combine(workbook.Folder, "site"));
        Directory.CreateSymbolicLink(Path.Combine(workbook.Folder, "site/assets"), elsewhere);
        var exported = await workbook.RunAsync("export", "a.ipynb", "--no-execute", "--out", "site");
        Assert.Equal(2, exported.ExitCode);
        Assert.Contains("is a link that leads out of the folder", exported.OneLine, StringComparison.Ordinal);
        Assert.Equal([kept], Directory.GetFiles(elsewhere));
    }

    [Fact]
    public async Task A_page_holds_no_file_from_outside_of_the_notebooks_folder()
    {
        Directory.CreateDirectory(Path.Combine(workbook.Folder, "book"));
        workbook.Write("secret.png", "a secret");
        workbook.Write("book/own.png", "an image");
        File.CreateSymbolicLink(Path.Combine(workbook.Folder, "book/link.png"), Path.Combine(workbook.Folder, "secret.png"));
        var notebook = JsonNode.Parse("""{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "markdown", "id": "m", "metadata": {}, "source": ""}]}""")!;
        notebook["cells"]![0]!["source"] = $"![own](own.png) ![up](../secret.png) ![link](link.png) ![full]({workbook.Folder}/secret.png)";
        workbook.Write("book/a.ipynb", notebook.ToJsonString());
        Assert.Equal(0, (await workbook.RunAsync("export", "book", "--no-execute", "--out", "site")).ExitCode);
        var page = workbook.Read("site/a.html");
        Assert.Contains(Convert.ToBase64String("an image"u8), page, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("a secret"u8), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_that_nobody_else_may_read_stays_so()
    {
        var path = workbook.Notebook("private.ipynb", "1");
        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(Path.Combine(workbook.Folder, path), mine);
        await workbook.RunAsync("run", path, "--in-place");
        Assert.Equal(mine, File.GetUnixFileMode(Path.Combine(workbook.Folder, path)));
        await workbook.RunAsync("clean", path);
        Assert.Equal(mine, File.GetUnixFileMode(Path.Combine(workbook.Folder, path)));
    }

    /// <summary>The interpreter itself: what is called so on the PATH may be a script that sets variables.</summary>
    private static async Task<string> PythonAsync()
    {
        using var asked = Process.Start(new ProcessStartInfo("python3", ["-c", "import sys; print(sys.executable)"]) { RedirectStandardOutput = true })!;
        return (await asked.StandardOutput.ReadToEndAsync()).Trim();
    }

    /// <summary>A process and all that it has started.</summary>
    private static HashSet<int> Tree(int root)
    {
        var parents = new Dictionary<int, int>();
        foreach (var process in Directory.GetDirectories("/proc").Where(path => char.IsAsciiDigit(path["/proc/".Length])))
        {
            try
            {
                var stat = File.ReadAllText(Path.Combine(process, "stat"));
                parents[Number(Path.GetFileName(process))] = Number(stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }

        var tree = new HashSet<int> { root };
        while (parents.Where(child => tree.Contains(child.Value) && tree.Add(child.Key)).ToList().Count > 0)
        {
        }

        return tree;
    }

    private static IEnumerable<string> Sockets(int process) => Directory.GetFiles($"/proc/{process}/fd")
        .Select(descriptor => new FileInfo(descriptor).LinkTarget ?? "")
        .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
        .Select(target => target["socket:[".Length..^1]);

    /// <summary>The inodes of all sockets of the machine that belong to a network.</summary>
    private static IEnumerable<string> NetworkSockets() => new[] { "tcp", "tcp6", "udp", "udp6", "raw", "raw6" }
        .Select(protocol => $"/proc/net/{protocol}").Where(File.Exists)
        .SelectMany(table => File.ReadLines(table).Skip(1))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[9]);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
