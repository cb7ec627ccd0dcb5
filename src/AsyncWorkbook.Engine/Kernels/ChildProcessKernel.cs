using System.Globalization;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>
/// A kernel whose code runs in a process of its own, speaking the protocol of <c>src/workers/PROTOCOL.md</c>. The
/// process starts when it is first needed, and again when it has died: this object survives whatever user code does.
/// </summary>
/// <param name="name">The kernel's name.</param>
/// <param name="displayName">The language as people call it, such as <c>Python</c>.</param>
/// <param name="launch">How to start the worker; called at every start, so a runtime may be installed meanwhile.</param>
/// <param name="options">Where the code runs, and who is there.</param>
public sealed class ChildProcessKernel(
    string name, string displayName, Func<WorkerLaunch> launch, KernelOptions options) : ILanguageKernel
{
    private static readonly TimeSpan childPatience = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource closing = new();
    private Task<WorkerConnection>? starting;
    private WorkerConnection? running;
    private string? loss; // what to tell about the variables of a worker that has ended
    private int requests;

    /// <inheritdoc/>
    public string Name => name;

    /// <summary>The process of the worker that runs now, or null if none does.</summary>
    public int? ProcessId =>
        running is { IsAlive: true } worker ? worker.ProcessId : null;

    /// <inheritdoc/>
    public IReadOnlyList<string> Directives => running?.Directives ?? [];

    /// <inheritdoc/>
    public void Start() => _ = StartedAsync();

    /// <inheritdoc/>
    public async Task<string> GetVersionAsync() => (await StartedAsync()).Version;

    /// <inheritdoc/>
    public async Task<ExecutionStatus> ExecuteAsync(Code code, IOutputSink sink, CancellationToken interrupt)
    {
        var worker = await LiveAsync().WaitAsync(interrupt);
        if (loss is { } told)
        {
            loss = null;
            sink.Emit(StreamOutput.Error($"{told}{displayName} was started afresh: the variables of earlier cells are gone.\n"));
        }

        using var ended = new CancellationTokenSource();
        var over = new TaskCompletionSource();
        var warming = options.Starts.WaitAsync((Task)Task.WhenAny(worker.Warm, over.Task)); // a part of its start, and not the cell's time
        var execution = worker.ExecuteAsync(code, sink, interrupt);
        var ladder = Task.FromResult(false);
        await using var asked = interrupt.Register(() => ladder = InterruptAsync(worker, ended.Token));
        try
        {
            var status = await execution;
            var stopped = await LeaveLadderAsync();
            return status switch
            {
                "interrupted" => ExecutionStatus.Interrupted,
                _ when stopped || worker.PeersWereInterrupted => ExecutionStatus.Interrupted, // it ended because what it waited for was stopped
                "ok" => ExecutionStatus.Ok,
                _ => ExecutionStatus.Error,
            };
        }
        catch (WorkerEndedException e)
        {
            await LoseAsync(worker, "");
            if (interrupt.IsCancellationRequested)
            {
                return ExecutionStatus.Killed;
            }

            sink.Emit(ErrorOutput.Of(
                "WorkerEnded",
                $"the {displayName} process ended while this cell ran ({e.Message}). Its variables are gone; "
                + $"the next {displayName} cell starts a fresh one."));
            return ExecutionStatus.Error;
        }
        finally
        {
            over.SetResult();
            await warming;
            await LeaveLadderAsync();
        }

        async Task<bool> LeaveLadderAsync()
        {
            await asked.DisposeAsync();
            await ended.CancelAsync();
            return await ladder;
        }
    }

    /// <inheritdoc/>
    public async Task<SharedValue> GetValueAsync(string name, string mime, CancellationToken cancel)
    {
        var answer = await AskAsync(new JsonObject { ["type"] = "get", ["name"] = name, ["mime"] = mime }, cancel);
        var value = answer["value"];
        answer.Remove("value");
        return new SharedValue((string?)answer["mime"] ?? SharedValue.Json, value);
    }

    /// <inheritdoc/>
    public Task SetValueAsync(string name, SharedValue value, CancellationToken cancel) =>
        AskAsync(
            new JsonObject { ["type"] = "set", ["name"] = name, ["mime"] = value.Mime, ["value"] = value.Value?.DeepClone() },
            cancel);

    /// <inheritdoc/>
    public async Task<CompletionList> CompleteAsync(string code, int cursor, CancellationToken cancel)
    {
        var answer = await AskAsync(new JsonObject { ["type"] = "complete", ["code"] = code, ["cursor"] = cursor }, cancel);
        return new CompletionList(
            (int?)answer["start"] ?? cursor,
            (int?)answer["end"] ?? cursor,
            [.. Objects(answer["items"]).Select(item => new Completion(Text(item, "text"), Text(item, "kind")))]);
    }

    /// <inheritdoc/>
    public async Task<JsonObject?> InspectAsync(string code, int cursor, CancellationToken cancel)
    {
        var answer = await AskAsync(new JsonObject { ["type"] = "inspect", ["code"] = code, ["cursor"] = cursor }, cancel);
        return answer["data"]?.DeepClone() as JsonObject;
    }

    /// <inheritdoc/>
    public async Task<Completeness> CheckAsync(string code, CancellationToken cancel)
    {
        var answer = await AskAsync(new JsonObject { ["type"] = "check", ["code"] = code }, cancel);
        return Text(answer, "status") switch
        {
            "incomplete" => Completeness.Incomplete,
            "invalid" => Completeness.Invalid,
            _ => Completeness.Complete,
        };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Problem>> FindProblemsAsync(string code, CancellationToken cancel)
    {
        var answer = await AskAsync(new JsonObject { ["type"] = "check", ["code"] = code }, cancel);
        return [.. Objects(answer["problems"]).Select(each => new Problem((int?)each["start"] ?? 0, (int?)each["end"] ?? code.Length, Text(each, "message")))];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Variable>> ListVariablesAsync(CancellationToken cancel)
    {
        var answer = await AskAsync(new JsonObject { ["type"] = "list" }, cancel);
        return
        [
            .. Objects(answer["variables"])
                .Select(each => new Variable(Text(each, "name"), Text(each, "type"), Text(each, "value"))),
        ];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task<WorkerConnection>? last;
        lock (gate)
        {
            last = starting;
            starting = null;
        }

        if (last is null)
        {
            return;
        }

        await closing.CancelAsync(); // nobody waits for a worker any more that is not ready yet
        try
        {
            await (await last).DisposeAsync();
        }
        catch (Exception e) when (e is RuntimeMissingException or OperationCanceledException)
        {
            // It never ran.
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private static string Text(JsonObject part, string name) => (string?)part[name] ?? "";

    private async Task<JsonObject> AskAsync(JsonObject command, CancellationToken cancel)
    {
        var worker = await LiveAsync().WaitAsync(cancel);
        var id = string.Create(CultureInfo.InvariantCulture, $"r{Interlocked.Increment(ref requests)}");
        command["id"] = id;
        try
        {
            var answer = await worker.AskAsync(id, command).WaitAsync(cancel);
            return (string?)answer["type"] == "failed"
                ? throw new SharingException((string?)answer["message"] ?? "the value cannot be copied.")
                : answer;
        }
        catch (WorkerEndedException e)
        {
            throw new SharingException($"the {displayName} process ended ({e.Message}); its variables are gone.", e);
        }
    }

    /// <summary>
    /// Climbs the interrupt ladder until the execution has ended. Tells whether it interrupted processes that cells have
    /// started.
    /// </summary>
    private async Task<bool> InterruptAsync(WorkerConnection worker, CancellationToken ended)
    {
        var stopped = false;
        await worker.InterruptAsync();
        for (var left = options.Grace; left > TimeSpan.Zero && !ended.IsCancellationRequested; left -= childPatience)
        {
            // Again and again: the cell may have been about to start a process.
            stopped |= worker.InterruptDescendants();
            await Task.Delay(left < childPatience ? left : childPatience, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!ended.IsCancellationRequested)
        {
            worker.Kill();
        }

        return stopped;
    }

    /// <summary>The worker, started again if it has died since.</summary>
    private async Task<WorkerConnection> LiveAsync()
    {
        var worker = await options.Starts.WaitAsync(StartedAsync());
        if (worker.IsAlive)
        {
            return worker;
        }

        await LoseAsync(worker, $"The {displayName} process ended between cells ({await worker.EndAsync()}). ");
        return await options.Starts.WaitAsync(StartedAsync());
    }

    /// <summary>Takes leave of a worker that has died: the next use starts another.</summary>
    private async Task LoseAsync(WorkerConnection worker, string told)
    {
        lock (gate)
        {
            if (running == worker)
            {
                loss = told;
                running = null;
                starting = null;
            }
        }

        await worker.DisposeAsync();
    }

    private Task<WorkerConnection> StartedAsync()
    {
        lock (gate)
        {
            if (starting is null or { IsCompleted: true, IsCompletedSuccessfully: false })
            {
                starting = Task.Run(StartAsync);
            }

            return starting;
        }
    }

    private async Task<WorkerConnection> StartAsync()
    {
        var worker = await WorkerConnection.StartAsync(name, launch(), options, closing.Token);
        lock (gate)
        {
            running = worker;
        }

        return worker;
    }
}
