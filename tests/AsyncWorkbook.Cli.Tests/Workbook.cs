using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>The built command line as a real process, in a folder of its own.</summary>
internal sealed class Workbook : IDisposable
{
    /// <summary>No command takes a quarter of it, where two cores are quiet.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(10);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-cli-");

    public string Folder => folder.FullName;

    public static string Program => Path.Combine(
        Repository.Top, "artifacts", "workbook", OperatingSystem.IsWindows() ? "workbook.exe" : "workbook");

    /// <summary>Writes a notebook of C# cells (or cells that begin with a kernel selector).</summary>
    public string Notebook(string name, params string[] cells) =>
        Notebook(name, [.. cells.Select(source => (source, Array.Empty<string>()))]);

    /// <summary>Writes a notebook of cells with tags.</summary>
    public string Notebook(string name, params (string Source, string[] Tags)[] cells)
    {
        var json = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select((cell, index) => (JsonNode)new JsonObject
            {
                ["cell_type"] = "code",
                ["execution_count"] = null,
                ["id"] = $"cell-{index}",
                ["metadata"] = new JsonObject { ["tags"] = new JsonArray([.. cell.Tags.Select(tag => (JsonNode)tag)]) },
                ["outputs"] = new JsonArray(),
                ["source"] = cell.Source,
            })]),
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        return Write(name, json.ToJsonString());
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return name;
    }

    /// <summary>Writes a chapter as it is, or changed, where its relative paths to library, data and set-up still lead there.</summary>
    /// <param name="name">Its path, in a folder <c>notebooks</c> of a folder of its own.</param>
    /// <param name="chapter">The notebook.</param>
    public void WriteChapter(string name, JsonNode chapter)
    {
        var top = Path.Combine(Folder, Path.GetDirectoryName(Write(name, chapter.ToJsonString()))!, "..");
        foreach (var part in new[] { "artifacts", "src", "data" })
        {
            Directory.CreateSymbolicLink(Path.Combine(top, part), Repository.PathOf(part));
        }

        foreach (var file in Directory.GetFiles(Repository.PathOf("notebooks"), "*.dib").Select(file => Path.GetRelativePath(Repository.PathOf("."), file)).Prepend("Directory.Packages.props"))
        {
            File.CreateSymbolicLink(Path.Combine(top, file), Repository.PathOf(file));
        }
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    /// <summary>Waits until a cell has written a file that ends with a line end, and gives its text.</summary>
    public async Task<string> WrittenAsync(string name)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var path = Path.Combine(Folder, name);
        while (true)
        {
            if (File.Exists(path) && await File.ReadAllTextAsync(path, giveUp.Token) is [.., '\n'] text)
            {
                return text;
            }

            await Task.Delay(20, giveUp.Token);
        }
    }

    /// <summary>The outputs of an executed notebook, by cell.</summary>
    public IReadOnlyList<JsonArray> Outputs(string path) =>
        [.. JsonNode.Parse(Read(path))!["cells"]!.AsArray().Select(cell => cell!["outputs"]?.AsArray() ?? [])];

    /// <summary>All plain text that a cell shows.</summary>
    public static string Plain(JsonArray outputs) => string.Concat(outputs.Select(output =>
        (string?)output!["output_type"] switch
        {
            "stream" => string.Concat(output["text"]!.AsArray().Select(line => (string?)line)),
            "error" => $"{output["ename"]}: {output["evalue"]}",
            _ => Text(output["data"]!["text/plain"]!),
        }));

    public Process StartProgram(string program, params string[] arguments) => Start(program, Folder, null, arguments);

    /// <summary>Starts a program in a folder, with these variables added to its own.</summary>
    public static Process Start(string program, string folder, IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public Task<Ended> RunAsync(params string[] arguments) => RunAsync(null, arguments);

    /// <summary>Runs the command line with these variables and no others.</summary>
    public async Task<Ended> RunAloneAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start("env", Folder, null, ["-i", .. environment.Select(variable => $"{variable.Key}={variable.Value}"), Program, .. arguments]);
        return await EndAsync(process);
    }

    public async Task<Ended> RunAsync(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        using var process = Start(Program, Folder, environment, arguments);
        return await EndAsync(process);
    }

    /// <summary>Runs a program in the folder.</summary>
    public async Task<Ended> RunProgramAsync(string program, params string[] arguments)
    {
        using var process = StartProgram(program, arguments);
        return await EndAsync(process);
    }

    /// <summary>Runs a chapter of the book, which must not fail, and gives its cells.</summary>
    public async Task<JsonArray> RunChapterAsync(string chapter, params string[] arguments)
    {
        var ended = await RunAsync(["run", Path.Combine(Chapter.Folder, chapter), "--out", "out", .. arguments]);
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
        return JsonNode.Parse(Read(Path.Combine("out", chapter)))!["cells"]!.AsArray();
    }

    /// <summary>
    /// Reads what a process prints until it has ended. One that does not end, or leaves somebody behind who could still print, is ended with all that
    /// it has started, and what it printed until then is in the error.
    /// </summary>
    public static async Task<Ended> EndAsync(Process process)
    {
        using var giveUp = new CancellationTokenSource(patience);
        var (stdout, stderr) = (new StringBuilder(), new StringBuilder());
        try
        {
            await Task.WhenAll(
                ReadAsync(process.StandardOutput, stdout, giveUp.Token),
                ReadAsync(process.StandardError, stderr, giveUp.Token),
                process.WaitForExitAsync(giveUp.Token));
            return new Ended(process.ExitCode, stdout.ToString(), stderr.ToString());
        }
        catch (OperationCanceledException)
        {
            var state = process.HasExited ? "has ended, but who it has started has not," : "has not ended";
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', process.StartInfo.ArgumentList.Prepend(process.StartInfo.FileName))} {state} after {patience.TotalMinutes:0} minutes.\n{stdout}\n{stderr}");
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task ReadAsync(StreamReader from, StringBuilder to, CancellationToken cancel)
    {
        var buffer = new char[4096];
        while (await from.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            to.Append(buffer, 0, count);
        }
    }

    private static string Text(JsonNode node) => node is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)node ?? "";
}

/// <summary>What a process said and how it ended.</summary>
internal sealed record Ended(int ExitCode, string Stdout, string Stderr)
{
    /// <summary>What it printed as an error, which is one line.</summary>
    public string OneLine => Assert.Single(Stderr.Split('\n', StringSplitOptions.RemoveEmptyEntries));
}
