using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>A worker and its two connections: sends commands, turns events into outputs and answers.</summary>
internal sealed class WorkerConnection : IAsyncDisposable
{
    /// <summary>
    /// Displays are named after the execution that made them, and a front end may show those of several hosts: no two
    /// executions of any worker have the same id.
    /// </summary>
    private static readonly string host = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    private static int executions;

    private readonly WorkerProcess process;
    private readonly CellQuestions questions;
    private readonly PeerRequests peers;
    private readonly WorkerEndpoint endpoint;
    private readonly string program;
    private readonly StringBuilder lastWords = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly ExecutionSinks sinks = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> answers = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource warm = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Stream? commands;
    private bool connected = true;
    private string? broken; // what was wrong with an event, if that was the end
    private int disposed;

    private WorkerConnection(string kernel, WorkerLaunch launch, KernelOptions options)
    {
        program = launch.Program;
        questions = new CellQuestions(options.Input);
        peers = new PeerRequests(kernel, options.Peers, SendAsync);
        endpoint = new WorkerEndpoint();
        try
        {
            process = WorkerProcess.Start(launch, options.WorkingDirectory, endpoint.Address, PrintRaw);
        }
        catch
        {
            endpoint.Dispose();
            throw;
        }
    }

    /// <summary>Whether the process still answers.</summary>
    public bool IsAlive => connected && disposed == 0 && !process.HasExited;

    /// <summary>Over when the worker has done what it still had to do for its start, or has ended.</summary>
    public Task Warm => warm.Task;

    /// <summary>The version that the runtime reported when it was ready.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The directives that code has added to this kernel, as they are written.</summary>
    public IReadOnlyList<string> Directives { get; private set; } = [];

    /// <summary>Whether other kernels were interrupted for which the code waited that runs, or ran last.</summary>
    public bool PeersWereInterrupted => peers.WereInterrupted;

    /// <summary>The process, for whoever must end or measure it.</summary>
    public int ProcessId => process.Id;

    /// <summary>Starts the process and waits until it is ready.</summary>
    /// <exception cref="RuntimeMissingException">It cannot be started, or it ended or did not answer before it was ready.</exception>
    public static async Task<WorkerConnection> StartAsync(string kernel, WorkerLaunch launch, KernelOptions options, CancellationToken cancel)
    {
        var worker = new WorkerConnection(kernel, launch, options);
        try
        {
            await worker.ConnectAsync(options.StartLimit, cancel);
            return worker;
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs code and waits for its <c>done</c> and for everything that it printed.</summary>
    /// <param name="code">The code.</param>
    /// <param name="sink">Takes its outputs.</param>
    /// <param name="interrupt">Stops what it asks of other kernels; for itself there is <see cref="InterruptAsync"/>.</param>
    /// <exception cref="WorkerEndedException">The process ended first.</exception>
    public async Task<string> ExecuteAsync(Code code, IOutputSink sink, CancellationToken interrupt)
    {
        peers.Begin(interrupt);
        var id = string.Create(CultureInfo.InvariantCulture, $"{host}-{Interlocked.Increment(ref executions)}");
        var marker = RawOutput.NewMarker();
        sinks.Begin(id, sink);
        using var asking = questions.Begin();
        var printed = process.WaitForMarkerAsync(marker);
        var done = await AskAsync(id, new JsonObject
        {
            ["type"] = "execute",
            ["id"] = id,
            ["code"] = code.Text,
            ["file"] = code.File,
            ["line"] = code.Line,
            ["extensions"] = new JsonArray([.. code.Extensions.Select(folder => JsonValue.Create(folder))]),
            ["marker"] = marker,
        });

        // A worker that cannot write the marker any more: what is late then is shown when it comes.
        if (!printed.IsCompleted)
        {
            await Task.WhenAny(printed, Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None));
        }

        process.Flush();
        return (string?)done["status"] ?? "ok";
    }

    /// <summary>Sends a command that has one answer.</summary>
    /// <exception cref="WorkerEndedException">The process ended first.</exception>
    public async Task<JsonObject> AskAsync(string id, JsonObject command)
    {
        var answer = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        answers[id] = answer;
        if (!await SendAsync(command) || !connected)
        {
            answer.TrySetException(await EndedAsync());
        }

        return await answer.Task;
    }

    /// <summary>Asks the running code to stop.</summary>
    public Task InterruptAsync() => SendAsync(new JsonObject { ["type"] = "interrupt" });

    /// <summary>Asks the processes to stop for which the running code may be waiting; tells whether there are any.</summary>
    public bool InterruptDescendants() => process.InterruptDescendants();

    /// <summary>Ends the process and all that it started.</summary>
    public void Kill() => process.Kill();

    /// <summary>How the process ended, in words; waits a moment for it, as a connection breaks before the exit code is there.</summary>
    public async Task<string> EndAsync()
    {
        if (broken is { } why)
        {
            return why;
        }

        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(5)));
        await process.DrainAsync(TimeSpan.FromMilliseconds(200));
        return process.End;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        await process.DisposeAsync();
        endpoint.Dispose();
        if (commands is not null)
        {
            await commands.DisposeAsync();
        }

        sending.Dispose();
    }

    private async Task ConnectAsync(TimeSpan limit, CancellationToken cancel)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        giveUp.CancelAfter(limit);
        var ended = process.WaitForExitAsync(CancellationToken.None);
        try
        {
            var accept = endpoint.AcceptAsync(giveUp.Token);
            if (await Task.WhenAny(accept, ended) == ended)
            {
                await giveUp.CancelAsync();
                throw await FailedToStartAsync($"ended before it was ready ({await EndAsync()})");
            }

            (var events, commands) = await accept;
            _ = Task.Run(() => ReadEventsAsync(events), CancellationToken.None);
            if (await Task.WhenAny(ready.Task, ended).WaitAsync(giveUp.Token) == ended)
            {
                throw await FailedToStartAsync($"ended before it was ready ({await EndAsync()})");
            }

            await ready.Task;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw await FailedToStartAsync(string.Create(
                CultureInfo.InvariantCulture, $"was not ready after {limit.TotalSeconds:0.###} s"));
        }
        catch (Exception e) when (e is WorkerEndedException or IOException or InvalidDataException || IsMalformed(e))
        {
            throw await FailedToStartAsync($"did not get ready ({e.Message})");
        }

        lock (lastWords)
        {
            lastWords.Clear();
        }
    }

    private async Task<RuntimeMissingException> FailedToStartAsync(string how)
    {
        await process.DrainAsync(TimeSpan.FromSeconds(1));
        lock (lastWords)
        {
            var words = lastWords.ToString().Trim();
            return new RuntimeMissingException($"{program} {how}" + (words.Length > 0 ? $": {words}" : "."));
        }
    }

    private async Task<bool> SendAsync(JsonObject command)
    {
        var line = NotebookJson.LinePieces(command, lineEnd: true);
        await sending.WaitAsync();
        try
        {
            await line.CopyToAsync(commands!);
            await commands!.FlushAsync();
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

    private async Task ReadEventsAsync(EventReader events)
    {
        try
        {
            while (await events.ReadAsync() is { } message)
            {
                Handle(message);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process ended in the middle of a line; what follows tells whoever waits.
        }
        catch (Exception e)
        {
            // Behind an event that nobody can read, or whose output cannot be shown, whoever waits would wait for ever.
            broken = IsMalformed(e) ? $"it sent an event that cannot be read: {e.Message}" : $"its output could not be shown: {e.Message}";
            Kill();
        }

        connected = false;
        var ended = await EndedAsync();
        ready.TrySetException(ended);
        warm.TrySetResult();
        foreach (var answer in answers.Values)
        {
            answer.TrySetException(ended);
        }
    }

    private void Handle(JsonObject message)
    {
        var parent = (string?)message["parent"] ?? "";
        if (OutputEvents.Read(message) is { } output)
        {
            sinks.Emit(parent, output);
            return;
        }

        switch ((string?)message["type"])
        {
            case "ready":
                Version = (string?)message["version"] ?? "";
                ready.TrySetResult();
                if (!message.Flag("warming"))
                {
                    warm.TrySetResult();
                }

                break;
            case "warm":
                warm.TrySetResult();
                break;
            case "ask":
                _ = AnswerAsync(message);
                break;
            case "directives":
                Directives = [.. (message["directives"] as JsonArray ?? []).Select(name => (string?)name ?? "")];
                break;
            case not null when PeerRequests.Has(message):
                _ = Task.Run(() => peers.AnswerAsync(message, sinks.Of(parent)));
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

        sinks.EmitForCurrent(new StreamOutput(stream, text));
    }

    /// <summary>Whether it comes from a line that is no JSON, or whose fields are of another type than the protocol says.</summary>
    private static bool IsMalformed(Exception e) => e is JsonException or InvalidOperationException or FormatException;

    private async Task<WorkerEndedException> EndedAsync() => new(await EndAsync());
}
