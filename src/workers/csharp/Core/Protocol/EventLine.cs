using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AsyncWorkbook.Workers.CSharp.Core.Protocol;

/// <summary>Builds one event as a line of UTF-8 JSON.</summary>
internal static class EventLine
{
    private static readonly JsonWriterOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="type">The type of the event.</param>
    /// <param name="parent">The id of the command that caused it, if any.</param>
    /// <param name="fields">Writes the other fields.</param>
    public static ReadOnlyMemory<byte> Create(string type, string? parent, Action<Utf8JsonWriter>? fields = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            if (parent is not null)
            {
                json.WriteString("parent", parent);
            }

            fields?.Invoke(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }
}
