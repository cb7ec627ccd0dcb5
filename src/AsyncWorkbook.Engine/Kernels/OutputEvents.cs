using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>The events of a worker that are outputs.</summary>
internal static class OutputEvents
{
    /// <summary>Whether events of that type are outputs.</summary>
    public static bool Are(string? type) => type is "stream" or "display" or "update" or "result" or "clear" or "error";

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

    /// <summary>An output as an event, without <c>parent</c>; the opposite of <see cref="Read"/>.</summary>
    public static JsonObject Write(Output output) => output switch
    {
        StreamOutput stream => new() { ["type"] = "stream", ["name"] = stream.Name, ["text"] = stream.Text },
        DisplayOutput display => Bundle("display", display.Data, display.Metadata, display.DisplayId),
        UpdateOutput update => Bundle("update", update.Data, update.Metadata, update.DisplayId),
        ResultOutput result => Bundle("result", result.Data, result.Metadata, null),
        ClearOutput clear => new() { ["type"] = "clear", ["wait"] = clear.Wait },
        ErrorOutput error => new()
        {
            ["type"] = "error",
            ["ename"] = error.Name,
            ["evalue"] = error.Value,
            ["traceback"] = new JsonArray([.. error.Traceback.Select(line => JsonValue.Create(line))]),
        },
        OmittedOutput omitted => new() { ["type"] = "omitted", ["bytes"] = omitted.Bytes },
        _ => throw new InvalidOperationException($"unknown output {output}"),
    };

    private static JsonObject Bundle(string type, JsonObject data, JsonObject metadata, string? displayId) => new()
    {
        ["type"] = type,
        ["data"] = data.DeepClone(),
        ["metadata"] = metadata.DeepClone(),
        ["displayId"] = displayId,
    };

    private static JsonObject Part(JsonObject message, string name)
    {
        var part = message[name] as JsonObject ?? [];
        message.Remove(name);
        return part;
    }
}
