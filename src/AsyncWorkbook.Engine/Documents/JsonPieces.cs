using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Documents;

/// <summary>
/// JSON in UTF-8, in pieces: a text of many megabytes is never there as one string, nor copied as it grows.
/// </summary>
public sealed class JsonPieces : IBufferWriter<byte>
{
    private const int pieceSize = 1 << 18; // bytes
    private const int smallest = 1 << 12; // bytes, of the first piece: most texts are short
    private const int longText = 1 << 16; // characters; longer ones are written part by part

    private readonly List<(byte[] Bytes, int Used)> full = [];
    private byte[] current = [];
    private int used;

    private JsonPieces()
    {
    }

    /// <summary>How many bytes there are.</summary>
    public long Length => full.Sum(piece => (long)piece.Used) + used;

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="options">How it looks.</param>
    /// <param name="lineEnd">Whether a newline stands behind it.</param>
    internal static JsonPieces Of(JsonNode? value, JsonWriterOptions options, bool lineEnd)
    {
        var pieces = new JsonPieces();
        using (var json = new Utf8JsonWriter(pieces, options))
        {
            Write(value, json);
        }

        if (lineEnd)
        {
            pieces.Write("\n"u8);
        }

        return pieces;
    }

    /// <summary>Writes it all to a stream.</summary>
    public void CopyTo(Stream stream)
    {
        foreach (var (bytes, count) in full)
        {
            stream.Write(bytes, 0, count);
        }

        stream.Write(current, 0, used);
    }

    /// <summary>Writes it all to a stream.</summary>
    public async Task CopyToAsync(Stream stream)
    {
        foreach (var (bytes, count) in full)
        {
            await stream.WriteAsync(bytes.AsMemory(0, count));
        }

        await stream.WriteAsync(current.AsMemory(0, used));
    }

    /// <summary>All of it in one array.</summary>
    public byte[] ToArray()
    {
        var all = new byte[Length];
        using var stream = new MemoryStream(all);
        CopyTo(stream);
        return all;
    }

    /// <inheritdoc/>
    void IBufferWriter<byte>.Advance(int count) => used += count;

    /// <inheritdoc/>
    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        Reserve(Math.Max(sizeHint, 1));
        return current.AsMemory(used);
    }

    /// <inheritdoc/>
    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint)
    {
        Reserve(Math.Max(sizeHint, 1));
        return current.AsSpan(used);
    }

    private void Reserve(int room)
    {
        if (current.Length - used >= room)
        {
            return;
        }

        if (used > 0)
        {
            full.Add((current, used));
        }

        current = new byte[Math.Max(room, Math.Clamp(current.Length * 2, smallest, pieceSize))];
        used = 0;
    }

    private static void Write(JsonNode? value, Utf8JsonWriter json)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case JsonObject properties:
                json.WriteStartObject();
                foreach (var (name, property) in properties)
                {
                    json.WritePropertyName(name);
                    Write(property, json);
                }

                json.WriteEndObject();
                break;
            case JsonArray items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    Write(item, json);
                }

                json.WriteEndArray();
                break;
            case JsonValue text when text.GetValueKind() == JsonValueKind.String && text.TryGetValue<string>(out var characters):
                Write(characters, json);
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private static void Write(string text, Utf8JsonWriter json)
    {
        if (text.Length <= longText)
        {
            json.WriteStringValue(text);
            return;
        }

        for (var start = 0; start < text.Length; start += longText)
        {
            json.WriteStringValueSegment(text.AsSpan(start, Math.Min(longText, text.Length - start)), start + longText >= text.Length);
            json.Flush();
        }
    }
}
