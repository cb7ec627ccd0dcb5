using System.Text.Json.Nodes;
using System.Threading.Channels;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Outputs;
using NetMQ;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>
/// A session behind the Jupyter protocol, version 5.4: front ends such as VS Code, JupyterLab and nbconvert start it and
/// send it cells. Requests on the shell are carried out one after another, but for what a reader's editor asks while cells run;
/// interrupts and shutdowns never wait.
/// </summary>
public sealed class JupyterKernel : IAsyncDisposable
{
    /// <summary>What is carried out in the order in which it was sent, whatever socket it came on.</summary>
    private static readonly HashSet<string> inOrder = new(StringComparer.Ordinal)
    {
        "execute_request", "complete_request", "inspect_request", "is_complete_request", "history_request",
    };

    /// <summary>What an editor asks, and does not want to wait for while a cell runs.</summary>
    private static readonly HashSet<string> ofEditors = new(StringComparer.Ordinal)
    {
        "complete_request", "inspect_request", "is_complete_request", "history_request",
    };

    private readonly Channel<Request> shell = Channel.CreateUnbounded<Request>();
    private readonly Channel<Request> asides = Channel.CreateUnbounded<Request>();
    private readonly Channel<Request> control = Channel.CreateUnbounded<Request>();
    private readonly CancellationTokenSource stopping = new();
    private readonly JupyterInput input;
    private readonly ExecutionHistory history = new();
    private readonly ErrorLog log = new();
    private readonly Session session;
    private readonly Wire wire;
    private readonly KernelSockets sockets;
    private readonly Messenger messenger;
    private readonly CellRequests cells;
    private readonly EditorRequests editor;
    private readonly MemoryRelease memory = new();
    private readonly Lock statusGate = new();
    private Task shellServed = Task.CompletedTask;
    private Task asidesServed = Task.CompletedTask;
    private Request? running; // the cell of which front ends are told that the kernel is busy with it

    /// <summary>How many cells have arrived that have not ended.</summary>
    private int cellsDue;

    /// <summary>How many of the next requests on the shell were sent before a cell failed.</summary>
    private int aborting;

    private JupyterKernel(ConnectionFile connection, Session session, JupyterInput input)
    {
        this.session = session;
        this.input = input;
        wire = new Wire(connection.Key);
        sockets = new KernelSockets(connection, Receive);
        messenger = new Messenger(wire, sockets);
        cells = new CellRequests(session, messenger, input, history);
        editor = new EditorRequests(session);
        sockets.Start();
        messenger.PublishStatus("starting", default);
    }

    /// <summary>Starts to listen, and C# in the background.</summary>
    /// <param name="connectionFile">The path of the file that says where to listen.</param>
    /// <param name="options">What the session is like; its questions go to the front end, whatever they say.</param>
    /// <exception cref="ConnectionFileException">The file is of no use, or a port is taken.</exception>
    public static async Task<JupyterKernel> StartAsync(string connectionFile, SessionOptions options)
    {
        var input = new JupyterInput();
        var session = new Session(options with { Input = input });
        try
        {
            // First of all, so that it gets ready while everything else does.
            session.Kernels.Start([KernelCatalog.DefaultKernel]);
            return new JupyterKernel(ConnectionFile.Load(connectionFile), session, input);
        }
        catch
        {
            await session.DisposeAsync();
            input.Dispose();
            throw;
        }
    }

    /// <summary>Answers requests until one asks to shut down, the process that started the kernel ends, or <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await using var stopped = stop.Register(stopping.Cancel);
        shellServed = ServeAsync(shell.Reader);
        asidesServed = ServeAsync(asides.Reader);
        _ = memory.WatchAsync(stopping.Token);
        await Task.WhenAny(ServeAsync(control.Reader), ParentProcess.EndAsync(stopping.Token));
        await stopping.CancelAsync();
        cells.Interrupt();
    }

    /// <summary>Interrupts the cell that runs: what Ctrl-C and <c>interrupt_request</c> do.</summary>
    public void Interrupt() => cells.Interrupt();

    /// <summary>Closes the sockets and ends all processes that ran cells.</summary>
    public async ValueTask DisposeAsync()
    {
        // A cell that runs still ends with its process, and its request with a reply.
        await session.DisposeAsync();
        await Task.WhenAll(shellServed, asidesServed);
        sockets.Dispose();
        NetMQConfig.Cleanup();
        await log.DisposeAsync();
        input.Dispose();
        stopping.Dispose();
    }

    private void Receive(KernelChannel channel, IReadOnlyList<byte[]> frames)
    {
        if (channel == KernelChannel.Iopub)
        {
            if (frames is [[1, .. var topic]])
            {
                messenger.Welcome(topic);
            }

            return;
        }

        JupyterMessage message;
        try
        {
            message = wire.Decode(frames);
        }
        catch (InvalidMessageException e)
        {
            log.Write($"Dropped on the {channel} socket: {e.Message}.");
            return;
        }

        if (channel == KernelChannel.Stdin)
        {
            input.Answer(message);
            return;
        }

        // Older clients ask for the end on the shell, where cells may be waiting; and nothing that takes time keeps the end waiting.
        var urgent = message.Type is "interrupt_request" or "shutdown_request"
            || (channel == KernelChannel.Control && !inOrder.Contains(message.Type));
        var aside = ofEditors.Contains(message.Type) && Volatile.Read(ref cellsDue) > 0;
        if (message.Type == "execute_request")
        {
            Interlocked.Increment(ref cellsDue);
        }

        (urgent ? control : aside ? asides : shell).Writer.TryWrite(new Request(channel, message));
    }

    private async Task ServeAsync(ChannelReader<Request> requests)
    {
        try
        {
            while (await requests.WaitToReadAsync(stopping.Token))
            {
                // What has arrived gets its answer, also when the kernel stops meanwhile.
                while (await ServeNextAsync(requests) is { } served)
                {
                    if (served == "shutdown_request")
                    {
                        return;
                    }

                    memory.AfterCell();
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The kernel stops.
        }
    }

    /// <summary>
    /// Serves a request and gives its type; null if none waits. A method of its own: when it has returned, nothing holds the request any more.
    /// </summary>
    private async Task<string?> ServeNextAsync(ChannelReader<Request> requests)
    {
        if (!requests.TryRead(out var request))
        {
            return null;
        }

        var aborted = requests == shell.Reader && Aborts(request);
        Begin(request);
        await ServeAsync(request, aborted, aside: requests == asides.Reader);
        End(request);
        return request.Type;
    }

    private void Begin(Request request)
    {
        lock (statusGate)
        {
            running = request.Type == "execute_request" ? request : running;
            messenger.PublishStatus("busy", request.Message.HeaderJson);
        }
    }

    /// <summary>Front ends show the latest status that they hear of: beside a cell that runs, the kernel stays busy.</summary>
    private void End(Request request)
    {
        lock (statusGate)
        {
            if (request.Type == "execute_request")
            {
                running = null;
                Interlocked.Decrement(ref cellsDue);
            }

            messenger.PublishStatus("idle", request.Message.HeaderJson);
            if (running is { } cell)
            {
                messenger.PublishStatus("busy", cell.Message.HeaderJson);
            }
        }
    }

    /// <summary>Whether a request on the shell comes too late: a cell before it has failed, or the kernel ends.</summary>
    private bool Aborts(Request request)
    {
        if (aborting > 0)
        {
            aborting--;
            return true;
        }

        return stopping.IsCancellationRequested && inOrder.Contains(request.Type);
    }

    private async Task ServeAsync(Request request, bool aborted, bool aside)
    {
        try
        {
            switch (request.Type)
            {
                case "kernel_info_request":
                    messenger.Reply(request, KernelDescription.Reply(session.Kernels.Catalog));
                    break;
                case var type when aborted && (type == "execute_request" || stopping.IsCancellationRequested):
                    messenger.Reply(request, new JsonObject { ["status"] = "aborted" });
                    break;
                case "execute_request":
                    await ExecuteAsync(request);
                    break;
                case "complete_request":
                    messenger.Reply(request, await editor.CompleteAsync(request, aside));
                    break;
                case "inspect_request":
                    messenger.Reply(request, await editor.InspectAsync(request, aside));
                    break;
                case "is_complete_request":
                    messenger.Reply(request, await editor.CheckAsync(request, aside));
                    break;
                case "history_request":
                    messenger.Reply(request, history.Reply(request.Content));
                    break;
                case "comm_info_request":
                    messenger.Reply(request, new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() });
                    break;
                case "comm_open":
                    CloseComm(request);
                    break;
                case "comm_msg" or "comm_close":
                    break; // of a comm that was closed before: nothing is left to tell
                case "interrupt_request":
                    cells.Interrupt();
                    messenger.Reply(request, new JsonObject { ["status"] = "ok" });
                    break;
                case "shutdown_request":
                    ShutDown(request);
                    break;
                default:
                    ReplyError(request, "UnknownRequest", $"this kernel does not know {request.Type}.");
                    break;
            }
        }
#pragma warning disable CA1031 // whatever goes wrong with one request, the kernel answers the next
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.Write($"{request.Type} failed: {e}");
            ReplyError(request, e.GetType().Name, e.Message);
        }
    }

    private async Task ExecuteAsync(Request request)
    {
        if (await cells.ExecuteAsync(request))
        {
            // Whatever was sent before the cell failed is aborted; what is sent from now on is not.
            await sockets.DrainShellAsync();
            aborting = shell.Reader.Count;
        }
    }

    /// <summary>Widgets talk through comms; this kernel has nobody who would listen.</summary>
    private void CloseComm(Request request) => messenger.Publish(
        "comm_close",
        new JsonObject { ["comm_id"] = request.Content.Text("comm_id"), ["data"] = new JsonObject() },
        request.Message.HeaderJson);

    private void ShutDown(Request request)
    {
        var content = new JsonObject { ["status"] = "ok", ["restart"] = request.Content.Flag("restart") };
        messenger.Reply(request, content);
        messenger.Publish("shutdown_reply", content, request.Message.HeaderJson);
    }

    /// <summary>Other messages have no answer.</summary>
    private void ReplyError(Request request, string name, string message)
    {
        if (request.Type.EndsWith("_request", StringComparison.Ordinal))
        {
            messenger.Reply(request, new JsonObject
            {
                ["status"] = "error",
                ["ename"] = name,
                ["evalue"] = message,
                ["traceback"] = new JsonArray(),
            });
        }
    }
}
