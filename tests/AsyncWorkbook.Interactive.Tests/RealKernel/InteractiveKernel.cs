using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Interactive.Tests.RealKernel;

/// <summary>
/// The real .NET Interactive as an editor runs it: a process that takes commands and gives events, one JSON line each. What it
/// sends to the editor's JavaScript kernel goes to a <see cref="Webview"/>.
/// </summary>
internal sealed class InteractiveKernel : IAsyncDisposable
{
    /// <summary>A cell that takes longer hangs, and that is reported; none of the book's takes a tenth of it.</summary>
    private static readonly TimeSpan guard = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Submission> submissions = new();
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;
    private readonly Process? watcher;
    private readonly Webview? webview;
    private readonly Task reading, complaining;
    private readonly StringBuilder complaints = new();
    private int submitted;

    private InteractiveKernel(Process process, Webview? webview)
    {
        this.process = process;
        this.webview = webview;
        watcher = Watch(process.Id);
        reading = ReadAsync();
        complaining = ComplainAsync();
    }

    /// <summary>Starts one whose notebook lies in a folder. Without a webview it has no JavaScript.</summary>
    public static async Task<InteractiveKernel> StartAsync(string folder, Webview? webview = null)
    {
        var start = new ProcessStartInfo(Tool.Path, ["[vscode]", "stdio", "--working-dir", folder])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE"] = "1";
        start.Environment["LC_ALL"] = "C.UTF-8"; // numbers and dates as everywhere
        var kernel = new InteractiveKernel(Process.Start(start)!, webview);
        try
        {
            await (webview?.AnswerAsync(kernel.WriteAsync) ?? Task.CompletedTask);
            await kernel.ready.Task; // a command that comes sooner may be lost
            return kernel;
        }
        catch
        {
            await kernel.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a cell's code to one of the kernels, and gives it back when it has ended or hangs.</summary>
    public async Task<Submission> SubmitAsync(string code, string kernelName = "csharp", CancellationToken stop = default)
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"cell{Interlocked.Increment(ref submitted)}");
        var submission = submissions[token] = new();
        await WriteAsync(new JsonObject
        {
            ["commandType"] = "SubmitCode",
            ["command"] = new JsonObject { ["code"] = code, ["targetKernelName"] = kernelName },
            ["token"] = token,
        }.ToJsonString());
        if (reading.IsCompleted)
        {
            submission.Lose(Gone());
        }

        try
        {
            await submission.Ended.WaitAsync(guard, stop);
        }
        catch (TimeoutException)
        {
            submission.Lose($"It hangs. Its processes: {string.Join("; ", ProcessTree.Below(process.Id))}");
        }

        return submission;
    }

    /// <summary>Ends it and everything that it has started, such as Python.</summary>
    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        watcher?.Kill(entireProcessTree: true);
        watcher?.Dispose();
        await Task.WhenAll(reading, complaining);
        await process.WaitForExitAsync();
        process.Dispose();
        writing.Dispose();
    }

    /// <summary>The kernel outlives whoever started it, and a test run may be killed.</summary>
    private static Process? Watch(int kernel) => OperatingSystem.IsWindows() ? null : Process.Start("sh",
    [
        "-c",
        "while kill -0 \"$1\" && kill -0 \"$0\"; do sleep 2; done 2>/dev/null; kill -0 \"$1\" 2>/dev/null || kill -9 \"$0\" 2>/dev/null",
        kernel.ToString(CultureInfo.InvariantCulture),
        Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
    ]);

    private async Task WriteAsync(string line)
    {
        await writing.WaitAsync();
        try
        {
            await process.StandardInput.WriteLineAsync(line);
            await process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It is gone; the reader says so.
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                await ReceiveAsync(line);
            }
        }
        finally
        {
            ready.TrySetException(new InvalidOperationException(Gone()));
            foreach (var submission in submissions.Values)
            {
                submission.Lose(Gone());
            }
        }
    }

    private async Task ReceiveAsync(string line)
    {
        if (Parse(line) is not { } envelope)
        {
            return; // such as what native code printed
        }

        if ((string?)envelope["eventType"] == "KernelReady")
        {
            ready.TrySetResult();
        }
        else if (envelope["commandType"] is not null)
        {
            await RouteAsync(line, envelope);
        }
        else if ((string?)envelope["command"]?["token"] is { } token && submissions.TryGetValue(token.Split('.')[0], out var submission))
        {
            submission.Receive(envelope, isOwn: !token.Contains('.', StringComparison.Ordinal));
        }
    }

    private async Task RouteAsync(string line, JsonNode envelope)
    {
        if (webview is not null && ((string?)envelope["command"]?["destinationUri"])?.StartsWith("kernel://webview", StringComparison.Ordinal) == true)
        {
            await webview.SendAsync(line);
            return;
        }

        await WriteAsync(new JsonObject
        {
            ["eventType"] = "CommandFailed",
            ["event"] = new JsonObject { ["message"] = "Nobody is here to answer." },
            ["command"] = envelope.DeepClone(),
            ["routingSlip"] = new JsonArray("kernel://vscode/"),
        }.ToJsonString());
    }

    private async Task ComplainAsync()
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            lock (complaints)
            {
                complaints.AppendLine(line);
            }
        }
    }

    private string Gone()
    {
        lock (complaints)
        {
            return $"The kernel has ended. {complaints}";
        }
    }

    private static JsonNode? Parse(string line)
    {
        try
        {
            return line.StartsWith('{') ? JsonNode.Parse(line) : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
