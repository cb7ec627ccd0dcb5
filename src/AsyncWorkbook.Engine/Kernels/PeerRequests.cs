using System.Text.Json.Nodes;
using System.Threading.Channels;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>Answers what the running code of a worker asks of other kernels: <c>kernels</c>, <c>submit</c>, <c>request</c>, <c>send</c>, <c>list</c>, <c>packages</c>.</summary>
/// <param name="caller">The canonical name of the worker's own kernel.</param>
/// <param name="peers">The others.</param>
/// <param name="reply">Sends a command to the worker.</param>
internal sealed class PeerRequests(string caller, IPeers peers, Func<JsonObject, Task<bool>> reply)
{
    private CancellationToken running;

    /// <summary>Whether a message is such a request.</summary>
    public static bool Has(JsonObject message) => (string?)message["type"] is "kernels" or "submit" or "request" or "send" or "list" or "packages";

    /// <summary>A cell begins to run.</summary>
    /// <param name="interrupt">Stops what it asks for.</param>
    public void Begin(CancellationToken interrupt)
    {
        running = interrupt;
        WereInterrupted = false;
    }

    /// <summary>Whether something that the cell waited for was interrupted.</summary>
    public bool WereInterrupted { get; private set; }

    /// <summary>Carries a request out and answers it, also if that fails.</summary>
    /// <param name="request">The message.</param>
    /// <param name="late">Takes what the other kernel shows after it has ended.</param>
    public async Task AnswerAsync(JsonObject request, IOutputSink late)
    {
        var question = request["question"];
        var answer = new JsonObject { ["type"] = "answer", ["question"] = question?.DeepClone() };
        try
        {
            await CarryOutAsync(request, answer, late, running);
        }
        catch (OperationCanceledException)
        {
            answer["failed"] = "the cell was interrupted.";
        }
        catch (Exception e) // whatever it is, running code waits for an answer
        {
            answer["failed"] = e.Message;
        }

        await reply(answer);
    }

    private async Task CarryOutAsync(JsonObject request, JsonObject answer, IOutputSink late, CancellationToken interrupt)
    {
        if (request["failed"] is { } unreadable)
        {
            throw new SharingException((string)unreadable!);
        }

        var kernel = Text(request, "kernel");
        switch (Text(request, "type"))
        {
            case "kernels":
                answer["kernels"] = new JsonArray([.. peers.Others(caller).Select(ToJson)]);
                break;
            case "submit":
                answer["status"] = await ForwardAsync(request, late, shown => SubmitAsync(kernel, Text(request, "code"), shown, interrupt));
                break;
            case "packages":
                var load = await ForwardAsync(request, late, shown => peers.GetPackagesAsync(Text(request, "code"), shown, interrupt));
                answer["code"] = load.Text;
                answer["extensions"] = new JsonArray([.. load.Extensions.Select(folder => JsonValue.Create(folder))]);
                break;
            case "request":
                var value = await peers.GetValueAsync(kernel, Text(request, "name"), Text(request, "mime"), interrupt);
                answer["value"] = value.Value?.DeepClone();
                break;
            case "send":
                var sent = new SharedValue(Text(request, "mime"), request["value"]);
                await peers.SetValueAsync(kernel, Text(request, "name"), sent, interrupt);
                break;
            case "list":
                var variables = await peers.ListVariablesAsync(kernel, interrupt);
                answer["variables"] = new JsonArray([.. variables.Select(ToJson)]);
                break;
        }
    }

    private async Task<string> SubmitAsync(string kernel, string code, IOutputSink shown, CancellationToken interrupt)
    {
        var status = await peers.SubmitAsync(kernel, code, shown, interrupt);
        WereInterrupted |= status is ExecutionStatus.Interrupted or ExecutionStatus.Killed;
        return status switch
        {
            ExecutionStatus.Ok => "ok",
            ExecutionStatus.Error => "error",
            _ => "interrupted",
        };
    }

    /// <summary>Does what is asked, and sends on what it shows meanwhile.</summary>
    private async Task<T> ForwardAsync<T>(JsonObject request, IOutputSink late, Func<IOutputSink, Task<T>> work)
    {
        var shown = new Forwarded(late);
        var forwarding = ForwardAsync(shown, request["question"]);
        try
        {
            return await work(shown);
        }
        finally
        {
            shown.Complete();
            await forwarding; // the answer comes last
        }
    }

    private async Task ForwardAsync(Forwarded shown, JsonNode? question)
    {
        await foreach (var output in shown.Outputs.ReadAllAsync(CancellationToken.None))
        {
            await reply(new JsonObject
            {
                ["type"] = "output",
                ["question"] = question?.DeepClone(),
                ["output"] = OutputEvents.Write(output),
            });
        }
    }

    private static JsonNode ToJson(Peer peer) => new JsonObject
    {
        ["name"] = peer.Name,
        ["language"] = peer.Language,
        ["aliases"] = new JsonArray([.. peer.Aliases.Select(alias => JsonValue.Create(alias))]),
    };

    private static JsonNode ToJson(Variable variable) => new JsonObject
    {
        ["name"] = variable.Name,
        ["type"] = variable.Type,
        ["value"] = variable.Value,
    };

    private static string Text(JsonObject part, string name) => (string?)part[name] ?? "";

    /// <summary>Takes the outputs of a submission on their way to the worker that asked.</summary>
    private sealed class Forwarded(IOutputSink late) : IOutputSink
    {
        private readonly Channel<Output> outputs = Channel.CreateUnbounded<Output>();

        public ChannelReader<Output> Outputs => outputs.Reader;

        public void Emit(Output output)
        {
            if (!outputs.Writer.TryWrite(output))
            {
                late.Emit(output);
            }
        }

        public void Complete() => outputs.Writer.Complete();
    }
}
