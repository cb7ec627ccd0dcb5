using System.Text;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Outputs;

/// <summary>Mime bundles: one value in several forms.</summary>
public static class MimeBundles
{
    /// <summary>Plain text alone.</summary>
    public static JsonObject Plain(string text) => new() { ["text/plain"] = text };

    /// <summary>A text in some mime type, with its plain text beside it.</summary>
    public static JsonObject Text(string mime, string text) =>
        mime == "text/plain" ? Plain(text) : new JsonObject { [mime] = text, ["text/plain"] = text };

    /// <summary>How many bytes a bundle takes as JSON, about.</summary>
    public static long Size(JsonNode? bundle) => bundle switch
    {
        JsonObject members => members.Sum(member => member.Key.Length + Size(member.Value)),
        JsonArray items => items.Sum(Size),
        JsonValue value when value.TryGetValue<string>(out var text) => Encoding.UTF8.GetByteCount(text),
        null => 0,
        _ => sizeof(double),
    };

    /// <summary>Whether values of the mime type are JSON rather than text.</summary>
    public static bool IsJson(string mime) =>
        mime == "application/json" || mime.EndsWith("+json", StringComparison.Ordinal);
}
