using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>The events of a worker that are outputs.</summary>
internal static class OutputEvents
{
    /// <summary>The output that an event brings, or null if it is an event of another kind.</summary>
    public static Output? Read(JsonObject message) => (string?)message["type"] switch
    {
        "stream" => new StreamOutput((string?)message["name"] ?? "stdout", (string?)message["text"] ?? ""),
        "display" => new DisplayOutput(Part(message, "data"), Part(message, "metadata"), (string?)message["displayId"]),
        "update" => new UpdateOutput(Part(message, "data"), Part(message, "metadata"), (string?)message["displayId"] ?? ""),
        "result" => new ResultOutput(Part(message, "data"), Part(message, "metadata")),
        "clear" => new ClearOutput((bool?)message["wait"] ?? false),
        "error" => new ErrorOutput(
            (string?)message["ename"] ?? "Error",
            (string?)message["evalue"] ?? "",
            message["traceback"] is JsonArray lines ? [.. lines.Select(line => (string?)line ?? "")] : []),
        "omitted" => new OmittedOutput((long?)message["bytes"] ?? 0),
        _ => null,
    };

    private static JsonObject Part(JsonObject message, string name)
    {
        var part = message[name] as JsonObject ?? [];
        message.Remove(name);
        return part;
    }
}
