using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>Frames are not a message that was meant for this kernel. The message says why.</summary>
internal sealed class InvalidMessageException(string message) : Exception(message);

/// <summary>
/// How a message lies in the frames of a socket: the route, a delimiter, the signature of the next four, header, parent
/// header, metadata and content, then raw buffers.
/// </summary>
/// <param name="key">The key of the signatures; empty for none.</param>
internal sealed class Wire(ReadOnlyMemory<byte> key)
{
    private static readonly byte[] delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] empty = "{}"u8.ToArray();

    /// <summary>So many signatures are remembered: a message that was seen is not carried out again.</summary>
    private const int remembered = 65_536;

    private readonly HashSet<(UInt128, UInt128)> seen = [];
    private readonly Queue<(UInt128, UInt128)> oldest = new();
    private readonly string session = Guid.NewGuid().ToString("N");
    private int sent;

    /// <summary>The time as messages have it: in microseconds, as with more digits Jupyter's own clients see no date in it.</summary>
    public static string Now() => DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads frames.</summary>
    /// <exception cref="InvalidMessageException">They are no message, its signature is wrong, or it had come before.</exception>
    public JupyterMessage Decode(IReadOnlyList<byte[]> frames)
    {
        var at = 0;
        while (at < frames.Count && !frames[at].AsSpan().SequenceEqual(delimiter))
        {
            at++;
        }

        if (frames.Count - at < 6)
        {
            throw new InvalidMessageException($"{frames.Count} frames that are not a message");
        }

        var signature = frames[at + 1];
        byte[][] parts = [frames[at + 2], frames[at + 3], frames[at + 4], frames[at + 5]];
        if (!CryptographicOperations.FixedTimeEquals(signature, Sign(parts)))
        {
            throw new InvalidMessageException("a message with a wrong signature");
        }

        if (!key.IsEmpty && !IsNew(signature))
        {
            throw new InvalidMessageException("a message that had come before");
        }

        var header = Parse(parts[0], "header");
        return header.Text("msg_type").Length > 0
            ? new JupyterMessage(
                [.. frames.Take(at)],
                parts[0],
                header,
                Parse(parts[1], "parent header"),
                Parse(parts[2], "metadata"),
                Parse(parts[3], "content"))
            : throw new InvalidMessageException("a message without a type");
    }

    /// <summary>Writes a message.</summary>
    /// <param name="route">The identities of the receiver, or the topic.</param>
    /// <param name="type">What kind of message it is.</param>
    /// <param name="parentJson">The header of the message that caused it; empty if none did.</param>
    /// <param name="content">What it is about.</param>
    /// <param name="metadata">What is worth knowing about it.</param>
    /// <returns>The frames and the id that the message got.</returns>
    public (IReadOnlyList<byte[]> Frames, string Id) Encode(
        IEnumerable<byte[]> route, string type, ReadOnlyMemory<byte> parentJson, JsonObject content, JsonObject? metadata = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{session}_{Interlocked.Increment(ref sent)}");
        var header = new JsonObject
        {
            ["msg_id"] = id,
            ["session"] = session,
            ["username"] = "kernel",
            ["date"] = Now(),
            ["msg_type"] = type,
            ["version"] = KernelDescription.ProtocolVersion,
        };
        byte[][] parts =
        [
            Bytes(header),
            parentJson.IsEmpty ? empty : parentJson.ToArray(),
            metadata is null ? empty : Bytes(metadata),
            Bytes(content),
        ];
        return ([.. route, delimiter, Sign(parts), .. parts], id);
    }

    /// <summary>Whether a signature, which is right, comes for the first time; from now on it does not.</summary>
    private bool IsNew(byte[] signature)
    {
        var digest = MemoryMarshal.Read<(UInt128, UInt128)>(Convert.FromHexString(Encoding.ASCII.GetString(signature)));
        lock (seen)
        {
            if (!seen.Add(digest))
            {
                return false;
            }

            oldest.Enqueue(digest);
            if (oldest.Count > remembered)
            {
                seen.Remove(oldest.Dequeue());
            }

            return true;
        }
    }

    private static byte[] Bytes(JsonObject json) => NotebookJson.LinePieces(json).ToArray();

    /// <summary>Reads a part. Headers come back to everyone as they are, so they have to be text.</summary>
    private static JsonObject Parse(byte[] json, string part)
    {
        if (!Utf8.IsValid(json))
        {
            throw new InvalidMessageException($"a message whose {part} is not text in UTF-8");
        }

        try
        {
            return NotebookJson.Parse(json) as JsonObject
                ?? throw new InvalidMessageException($"a message whose {part} is not an object");
        }
        catch (JsonException e)
        {
            throw new InvalidMessageException($"a message whose {part} is not JSON ({e.Message})");
        }
    }

    /// <summary>The signature as it stands in its frame: the digits of the HMAC in lower case; empty without a key.</summary>
    private byte[] Sign(byte[][] parts)
    {
        if (key.IsEmpty)
        {
            return [];
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        foreach (var part in parts)
        {
            hash.AppendData(part);
        }

        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
