using System.Text;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>Sends the messages of a kernel.</summary>
internal sealed class Messenger(Wire wire, KernelSockets sockets)
{
    /// <summary>Answers a request where it came from.</summary>
    /// <param name="request">The request; <c>x_request</c> is answered by <c>x_reply</c>.</param>
    /// <param name="content">The answer, its status included.</param>
    /// <param name="metadata">What is worth knowing about it.</param>
    public void Reply(Request request, JsonObject content, JsonObject? metadata = null)
    {
        var type = request.Type.EndsWith("_request", StringComparison.Ordinal) ? request.Type[..^"_request".Length] : request.Type;
        var (frames, _) = wire.Encode(request.Message.Identities, type + "_reply", request.Message.HeaderJson, content, metadata);
        sockets.Send(request.Channel, frames);
    }

    /// <summary>Tells everyone.</summary>
    /// <param name="type">What kind of message it is; the topic, too.</param>
    /// <param name="content">What it says.</param>
    /// <param name="parentJson">The header of the request that caused it; empty if none did.</param>
    public void Publish(string type, JsonObject content, ReadOnlyMemory<byte> parentJson) =>
        Publish(Encoding.ASCII.GetBytes(type), type, content, parentJson);

    /// <summary>Greets a new subscriber: what is published from now on will reach it.</summary>
    /// <param name="topic">What it has subscribed to, mostly everything: no bytes at all.</param>
    public void Welcome(byte[] topic) =>
        Publish(topic, "iopub_welcome", new JsonObject { ["subscription"] = Encoding.UTF8.GetString(topic) }, default);

    /// <summary>Tells everyone whether the kernel is <c>starting</c>, <c>busy</c> or <c>idle</c>.</summary>
    public void PublishStatus(string state, ReadOnlyMemory<byte> parentJson) =>
        Publish("status", new JsonObject { ["execution_state"] = state }, parentJson);

    /// <summary>Asks the front end that sent a request.</summary>
    /// <returns>The id of the question: the parent of its answer.</returns>
    public string Ask(Request request, string type, JsonObject content)
    {
        var (frames, id) = wire.Encode(request.Message.Identities, type, request.Message.HeaderJson, content);
        sockets.Send(KernelChannel.Stdin, frames);
        return id;
    }

    private void Publish(byte[] topic, string type, JsonObject content, ReadOnlyMemory<byte> parentJson) =>
        sockets.Send(KernelChannel.Iopub, wire.Encode([topic], type, parentJson, content).Frames);
}
