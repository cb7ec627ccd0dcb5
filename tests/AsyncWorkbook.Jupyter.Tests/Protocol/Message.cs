using System.Text.Json.Nodes;

namespace AsyncWorkbook.Jupyter.Tests.Protocol;

/// <summary>A message from the kernel.</summary>
internal sealed record Message(JsonObject Header, JsonObject Parent, JsonObject Metadata, JsonObject Content)
{
    public string Type => (string)Header["msg_type"]!;

    public string? ParentId => (string?)Parent["msg_id"];

    public string? Status => (string?)Content["status"];

    /// <summary>What it shows as plain text: of a stream, a display or an error.</summary>
    public string Plain => Type switch
    {
        "stream" => (string)Content["text"]!,
        "error" => $"{Content["ename"]}: {Content["evalue"]}",
        _ => (string?)Content["data"]?["text/plain"] ?? "",
    };
}

/// <summary>What came of a request.</summary>
/// <param name="Reply">Its reply.</param>
/// <param name="Published">What was published for it, from busy to idle.</param>
internal sealed record Answer(Message Reply, IReadOnlyList<Message> Published)
{
    /// <summary>What the cell shows, without its status and its code.</summary>
    public IReadOnlyList<Message> Outputs => [.. Published.Where(message => message.Type is not ("status" or "execute_input"))];

    /// <summary>All plain text that the cell shows.</summary>
    public string Plain => string.Concat(Outputs.Select(output => output.Plain));
}
