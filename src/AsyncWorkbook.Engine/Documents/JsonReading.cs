using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>Reads fields of messages from others: what is missing or of another type counts as its default.</summary>
internal static class JsonReading
{
    public static string Text(this JsonObject json, string name, string absent = "") =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : absent;

    public static bool Flag(this JsonObject json, string name, bool absent = false) =>
        json[name]?.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => absent,
        };

    public static long? Number(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    public static JsonObject Object(this JsonObject json, string name) => json[name] as JsonObject ?? [];
}
