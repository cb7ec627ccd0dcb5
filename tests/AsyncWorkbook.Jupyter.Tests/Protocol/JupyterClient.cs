using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace AsyncWorkbook.Jupyter.Tests.Protocol;

/// <summary>
/// A front end with real sockets, which knows the protocol from its documentation and shares no code with the kernel.
/// </summary>
internal sealed class JupyterClient : IDisposable
{
    /// <summary>How long anything may take on a busy machine; only a last net.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Dictionary<string, NetMQSocket> sockets;
    private readonly NetMQPoller poller = new();
    private readonly NetMQQueue<(string Channel, NetMQMessage Frames)> outgoing = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Message>> replies = new();
    private readonly ConcurrentQueue<string> problems = new();
    private readonly Lock gate = new();
    private readonly List<Message> published = [];
    private readonly List<(Func<Message, bool> Wanted, TaskCompletionSource<Message> Found)> waiting = [];
    private readonly List<TaskCompletionSource<Message>> questions = [];
    private readonly byte[] key;
    private readonly string session = Guid.NewGuid().ToString("N");
    private readonly TaskCompletionSource<byte[]> echo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int sent;

    private JupyterClient(JsonObject connection)
    {
        key = Encoding.UTF8.GetBytes((string)connection["key"]!);
        var identity = Encoding.ASCII.GetBytes(session);
        sockets = new Dictionary<string, NetMQSocket>
        {
            ["shell"] = new DealerSocket(),
            ["control"] = new DealerSocket(),
            ["stdin"] = new DealerSocket(),
            ["iopub"] = new SubscriberSocket(),
            ["hb"] = new RequestSocket(),
        };
        foreach (var (channel, socket) in sockets)
        {
            socket.Options.Linger = TimeSpan.Zero;
            if (socket is DealerSocket)
            {
                socket.Options.Identity = identity; // the kernel finds its way from a shell request to the stdin socket
            }

            socket.ReceiveReady += (_, _) => Receive(channel, socket);
            poller.Add(socket);
            socket.Connect(string.Create(
                CultureInfo.InvariantCulture, $"tcp://{connection["ip"]}:{(int)connection[channel + "_port"]!}"));
        }

        ((SubscriberSocket)sockets["iopub"]).SubscribeToAnyTopic();
        outgoing.ReceiveReady += (_, _) =>
        {
            while (outgoing.TryDequeue(out var next, TimeSpan.Zero))
            {
                sockets[next.Channel].SendMultipartMessage(next.Frames);
            }
        };
        poller.Add(outgoing);
        poller.RunAsync("client", isBackgroundThread: true);
    }

    /// <summary>What came that should not have come: a wrong signature, a reply to nothing.</summary>
    public IReadOnlyCollection<string> Problems => problems;

    /// <summary>Connects, and waits until what the kernel publishes arrives here.</summary>
    public static async Task<JupyterClient> ConnectAsync(KernelProcess kernel)
    {
        var client = new JupyterClient(kernel.Connection);
        await client.PublishedAsync(message => message.Type == "iopub_welcome");
        return client;
    }

    /// <summary>Sends a request and gives its reply.</summary>
    public Task<Message> RequestAsync(string type, JsonObject? content = null, string channel = "shell", JsonObject? metadata = null) =>
        Begin(type, content, channel, metadata).Reply;

    /// <summary>Sends a request, and gives its id and the reply to come.</summary>
    public (string Id, Task<Message> Reply) Begin(
        string type, JsonObject? content = null, string channel = "shell", JsonObject? metadata = null)
    {
        var id = NextId();
        var reply = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);
        replies[id] = reply;
        Send(channel, Frames(Header(type, id), [], metadata ?? [], content ?? []));
        return (id, reply.Task.WaitAsync(Patience));
    }

    /// <summary>Sends something that has no reply, and gives its id.</summary>
    public string Tell(string type, JsonObject content, string channel = "shell", JsonObject? parent = null)
    {
        var id = NextId();
        Send(channel, Frames(Header(type, id), parent ?? [], [], content));
        return id;
    }

    /// <summary>Sends a cell, and gives its id and the answer to come.</summary>
    public (string Id, Task<Answer> Answer) BeginCell(string code, JsonObject? options = null, JsonObject? metadata = null)
    {
        var content = options ?? [];
        content["code"] = code;
        var (id, reply) = Begin("execute_request", content, metadata: metadata);
        return (id, AnswerAsync(id, reply));
    }

    /// <summary>Runs a cell to its end.</summary>
    public Task<Answer> ExecuteAsync(string code, JsonObject? options = null, JsonObject? metadata = null) =>
        BeginCell(code, options, metadata).Answer;

    /// <summary>Waits for a published message, also one that came before.</summary>
    public Task<Message> PublishedAsync(Func<Message, bool> wanted)
    {
        lock (gate)
        {
            if (published.Find(message => wanted(message)) is { } found)
            {
                return Task.FromResult(found);
            }

            var coming = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((wanted, coming));
            return coming.Task.WaitAsync(Patience);
        }
    }

    /// <summary>Waits until a cell has printed a text.</summary>
    public Task<Message> PrintedAsync(string id, string text) => PublishedAsync(message =>
        message.Type == "stream" && message.ParentId == id && message.Plain.Contains(text, StringComparison.Ordinal));

    /// <summary>What has been published for a request.</summary>
    public IReadOnlyList<Message> PublishedFor(string id)
    {
        lock (gate)
        {
            return [.. published.Where(message => message.ParentId == id)];
        }
    }

    /// <summary>Waits for the next question of running code.</summary>
    public Task<Message> AskedAsync()
    {
        lock (gate)
        {
            var coming = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);
            questions.Add(coming);
            return coming.Task.WaitAsync(Patience);
        }
    }

    /// <summary>Sends bytes to the heartbeat and gives what comes back.</summary>
    public Task<byte[]> BeatAsync(byte[] bytes)
    {
        Send("hb", [bytes]);
        return echo.Task.WaitAsync(Patience);
    }

    /// <summary>Sends frames as they are.</summary>
    public void Send(string channel, IEnumerable<byte[]> frames) => outgoing.Enqueue((channel, new NetMQMessage(frames)));

    /// <summary>The frames of a message, signed.</summary>
    public byte[][] Frames(JsonObject header, JsonObject parent, JsonObject metadata, JsonObject content)
    {
        byte[][] parts = [Bytes(header), Bytes(parent), Bytes(metadata), Bytes(content)];
        return ["<IDS|MSG>"u8.ToArray(), Sign(parts), .. parts];
    }

    /// <summary>A header.</summary>
    public JsonObject Header(string type, string id) => new()
    {
        ["msg_id"] = id,
        ["session"] = session,
        ["username"] = "tester",
        ["date"] = "2026-01-01T00:00:00Z",
        ["msg_type"] = type,
        ["version"] = "5.4",
    };

    public void Dispose()
    {
        poller.Stop();
        poller.Dispose();
        outgoing.Dispose();
        foreach (var socket in sockets.Values)
        {
            socket.Dispose();
        }
    }

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private async Task<Answer> AnswerAsync(string id, Task<Message> replied)
    {
        var reply = await replied;
        await PublishedAsync(message =>
            message.ParentId == id && message.Type == "status" && (string?)message.Content["execution_state"] == "idle");
        return new Answer(reply, PublishedFor(id));
    }

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"{session}-{Interlocked.Increment(ref sent)}");

    private byte[] Sign(byte[][] parts) => key.Length == 0
        ? []
        : Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(key, parts.SelectMany(part => part).ToArray())));

    private void Receive(string channel, NetMQSocket socket)
    {
        NetMQMessage? received = null;
        if (!socket.TryReceiveMultipartMessage(ref received))
        {
            return;
        }

        if (channel == "hb")
        {
            echo.TrySetResult(received![0].ToByteArray());
            return;
        }

        var frames = received!.Select(frame => frame.ToByteArray()).ToList();
        var at = frames.FindIndex(frame => frame.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        if (at < 0 || frames.Count < at + 6 || !frames[at + 1].SequenceEqual(Sign([.. frames.Skip(at + 2).Take(4)])))
        {
            problems.Enqueue($"{channel}: a message without its right signature");
            return;
        }

        var parts = frames.Skip(at + 2).Take(4).Select(part => JsonNode.Parse(part)!.AsObject()).ToList();
        Take(channel, new Message(parts[0], parts[1], parts[2], parts[3]));
    }

    private void Take(string channel, Message message)
    {
        if (channel is "shell" or "control")
        {
            if (message.ParentId is null || !replies.TryRemove(message.ParentId, out var reply))
            {
                problems.Enqueue($"{channel}: {message.Type} answers nothing that was asked");
                return;
            }

            reply.SetResult(message);
            return;
        }

        lock (gate)
        {
            if (channel == "stdin")
            {
                questions.ForEach(question => question.TrySetResult(message));
                questions.Clear();
                return;
            }

            published.Add(message);
            foreach (var (_, found) in waiting.Where(one => one.Wanted(message)).ToList())
            {
                found.TrySetResult(message);
            }
        }
    }
}
