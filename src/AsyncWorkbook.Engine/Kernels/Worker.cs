using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>One worker process and its two connections: sends commands, turns events into outputs and answers.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private readonly Process process;
    private readonly Questions questions;
    private readonly Endpoint endpoint;
    private readonly RawOutput standardOutput;
    private readonly RawOutput standardError;
    private readonly StringBuilder lastWords = new();
    private readonly Lock emitting = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly ConcurrentDictionary<string, IOutputSink> sinks = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> answers = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Stream? commands;
    private IOutputSink? current;
    private int executions;
    private int disposed;

    private Worker(Process process, Endpoint endpoint, IInput input)
    {
        this.process = process;
        questions = new Questions(input);
        this.endpoint = endpoint;
        standardOutput = new RawOutput(process.StandardOutput.BaseStream, text => PrintRaw("stdout", text));
        standardError = new RawOutput(process.StandardError.BaseStream, text => PrintRaw("stderr", text));
    }

    /// <summary>Whether the process still answers.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>The version that the runtime reported when it was ready.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The process, for whoever must end or measure it.</summary>
    public int ProcessId => process.Id;

    /// <summary>Starts the process and waits until it is ready.</summary>
    /// <exception cref="RuntimeMissingException">It cannot be started, or it ended before it was ready.</exception>
    public static async Task<Worker> StartAsync(WorkerLaunch launch, KernelOptions options)
    {
        var endpoint = new Endpoint();
        var start = new ProcessStartInfo(launch.Program, launch.Arguments)
        {
            WorkingDirectory = options.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in launch.Environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        start.Environment["WORKBOOK_ENDPOINT"] = endpoint.Address;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            endpoint.Dispose();
            throw new RuntimeMissingException($"cannot start {launch.Program}: {e.Message}", e);
        }

        process.StandardInput.Close();
        var worker = new Worker(process, endpoint, options.Input);
        try
        {
            await worker.ConnectAsync();
            return worker;
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs code and waits for its <c>done</c> and for everything that it printed.</summary>
    /// <exception cref="WorkerEndedException">The process ended first.</exception>
    public async Task<string> ExecuteAsync(Code code, IOutputSink sink)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"e{Interlocked.Increment(ref executions)}");
        var marker = RawOutput.NewMarker();
        sinks[id] = sink;
        current = sink;
        using var asking = questions.Begin();
        var printed = Task.WhenAll(standardOutput.WaitForAsync(marker), standardError.WaitForAsync(marker));
        var done = await AskAsync(id, new JsonObject
        {
            ["type"] = "execute",
            ["id"] = id,
            ["code"] = code.Text,
            ["file"] = code.File,
            ["line"] = code.Line,
            ["marker"] = marker,
        });

        // A cell that closed its own stdout never sends the marker: what is late then is shown when it comes.
        await Task.WhenAny(printed, Task.Delay(TimeSpan.FromSeconds(1)));
        standardOutput.Flush();
        standardError.Flush();
        return (string?)done["status"] ?? "ok";
    }

    /// <summary>Sends a command that has one answer.</summary>
    /// <exception cref="WorkerEndedException">The process ended first.</exception>
    public async Task<JsonObject> AskAsync(string id, JsonObject command)
    {
        var answer = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        answers[id] = answer;
        if (!await SendAsync(command) || !IsAlive)
        {
            answer.TrySetException(await EndedAsync());
        }

        return await answer.Task;
    }

    /// <summary>Asks the running code to stop.</summary>
    public Task InterruptAsync() => SendAsync(new JsonObject { ["type"] = "interrupt" });

    /// <summary>Ends the process and all that it started.</summary>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        IsAlive = false;
        Kill();
        await process.WaitForExitAsync();
        endpoint.Dispose();
        if (commands is not null)
        {
            await commands.DisposeAsync();
        }

        // The last words of a crash are still in the pipe; a child that outlived the kill must not keep us waiting.
        await Task.WhenAny(Task.WhenAll(standardOutput.Ended, standardError.Ended), Task.Delay(TimeSpan.FromSeconds(1)));
        process.Dispose();
        sending.Dispose();
    }

    private async Task ConnectAsync()
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var accept = endpoint.AcceptAsync(giveUp.Token);
        var ended = process.WaitForExitAsync(giveUp.Token);
        if (await Task.WhenAny(accept, ended) == ended)
        {
            await giveUp.CancelAsync();
            throw await FailedToStartAsync();
        }

        (var events, commands) = await accept;
        _ = Task.Run(() => ReadEventsAsync(events), CancellationToken.None);
        if (await Task.WhenAny(ready.Task, ended) == ended)
        {
            throw await FailedToStartAsync();
        }

        await ready.Task;
        lock (lastWords)
        {
            lastWords.Clear();
        }
    }

    private async Task<RuntimeMissingException> FailedToStartAsync()
    {
        await Task.WhenAny(Task.WhenAll(standardOutput.Ended, standardError.Ended), Task.Delay(TimeSpan.FromSeconds(1)));
        lock (lastWords)
        {
            var words = lastWords.ToString().Trim();
            return new RuntimeMissingException(
                $"{process.StartInfo.FileName} ended before it was ready ({ProcessExit.Describe(process)})"
                + (words.Length > 0 ? $": {words}" : "."));
        }
    }

    private async Task<bool> SendAsync(JsonObject command)
    {
        var line = Encoding.UTF8.GetBytes(NotebookJson.WriteLine(command) + "\n");
        await sending.WaitAsync();
        try
        {
            await commands!.WriteAsync(line);
            await commands.FlushAsync();
            return true;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task ReadEventsAsync(StreamReader events)
    {
        try
        {
            while (await events.ReadLineAsync() is { } line)
            {
                if (NotebookJson.Parse(line) is JsonObject message)
                {
                    Handle(message);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or JsonException)
        {
            // The process ended in the middle of a line; what follows tells whoever waits.
        }

        IsAlive = false;
        var ended = await EndedAsync();
        ready.TrySetException(ended);
        foreach (var answer in answers.Values)
        {
            answer.TrySetException(ended);
        }
    }

    private void Handle(JsonObject message)
    {
        var parent = (string?)message["parent"] ?? "";
        switch ((string?)message["type"])
        {
            case "ready":
                Version = (string?)message["version"] ?? "";
                ready.TrySetResult();
                break;
            case "stream":
                Emit(parent, new StreamOutput((string?)message["name"] ?? "stdout", (string?)message["text"] ?? ""));
                break;
            case "display":
                Emit(parent, new DisplayOutput(Part(message, "data"), Part(message, "metadata"), (string?)message["displayId"]));
                break;
            case "update":
                Emit(parent, new UpdateOutput(Part(message, "data"), Part(message, "metadata"), (string?)message["displayId"] ?? ""));
                break;
            case "result":
                Emit(parent, new ResultOutput(Part(message, "data"), Part(message, "metadata")));
                break;
            case "clear":
                Emit(parent, new ClearOutput((bool?)message["wait"] ?? false));
                break;
            case "error":
                Emit(parent, new ErrorOutput(
                    (string?)message["ename"] ?? "Error",
                    (string?)message["evalue"] ?? "",
                    message["traceback"] is JsonArray lines ? [.. lines.Select(line => (string?)line ?? "")] : []));
                break;
            case "ask":
                _ = AnswerAsync(message);
                break;
            default:
                if (answers.TryRemove(parent, out var answer))
                {
                    answer.TrySetResult(message);
                }

                break;
        }
    }

    private async Task AnswerAsync(JsonObject question)
    {
        if (await questions.AnswerAsync(question) is { } answer)
        {
            await SendAsync(answer);
        }
    }

    private static JsonObject Part(JsonObject message, string name)
    {
        var part = message[name] as JsonObject ?? [];
        message.Remove(name);
        return part;
    }

    private void Emit(string parent, Output output)
    {
        if ((sinks.TryGetValue(parent, out var sink) ? sink : current) is { } target)
        {
            lock (emitting)
            {
                target.Emit(output);
            }
        }
    }

    private void PrintRaw(string stream, string text)
    {
        lock (lastWords)
        {
            if (!ready.Task.IsCompletedSuccessfully)
            {
                lastWords.Append(text);
                return;
            }
        }

        Emit("", new StreamOutput(stream, text));
    }

    private async Task<WorkerEndedException> EndedAsync()
    {
        // The connection breaks a moment before the exit code is there.
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(5)));
        await Task.WhenAny(Task.WhenAll(standardOutput.Ended, standardError.Ended), Task.Delay(TimeSpan.FromMilliseconds(200)));
        standardOutput.Flush();
        standardError.Flush();
        return new WorkerEndedException(ProcessExit.Describe(process));
    }
}
