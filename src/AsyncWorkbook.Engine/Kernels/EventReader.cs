using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>
/// Reads what a worker sends, one JSON object a line. A line may be of any length, memory may not: of an output that is
/// too long only its length is told, as an event of the type <c>omitted</c> with the field <c>bytes</c>.
/// </summary>
internal sealed class EventReader(Stream stream)
{
    /// <summary>Bytes; far above what a cell may show, and nothing to a machine.</summary>
    private const int longestOutput = 16 << 20;

    /// <summary>Bytes; type and parent of an event are its first fields.</summary>
    private const int head = 1 << 10;

    private readonly PipeReader pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 16));

    /// <summary>The next event, or null when the worker has closed the connection.</summary>
    public async Task<JsonObject?> ReadAsync(CancellationToken cancel = default)
    {
        long seen = 0;
        while (true)
        {
            var read = await pipe.ReadAsync(cancel);
            var line = read.Buffer;
            if (line.Slice(seen).PositionOf((byte)'\n') is { } end)
            {
                var parsed = Parse(line.Slice(0, end));
                pipe.AdvanceTo(line.GetPosition(1, end));
                return parsed;
            }

            if (read.IsCompleted)
            {
                return null;
            }

            seen = line.Length;
            if (seen > longestOutput && Head(line) is { } output && OutputEvents.Are((string?)output["type"]))
            {
                pipe.AdvanceTo(line.End);
                return Omitted(output, seen + await SkipLineAsync(cancel));
            }

            pipe.AdvanceTo(line.Start, line.End);
        }
    }

    private async Task<long> SkipLineAsync(CancellationToken cancel)
    {
        for (long skipped = 0; ;)
        {
            var read = await pipe.ReadAsync(cancel);
            var end = read.Buffer.PositionOf((byte)'\n');
            var rest = end is { } at ? read.Buffer.Slice(0, at) : read.Buffer;
            skipped += rest.Length;
            pipe.AdvanceTo(end is null ? rest.End : read.Buffer.GetPosition(1, rest.End));
            if (end is not null || read.IsCompleted)
            {
                return skipped;
            }
        }
    }

    private static JsonObject Parse(in ReadOnlySequence<byte> line)
    {
        try
        {
            return NotebookJson.Parse(line.IsSingleSegment ? line.FirstSpan : line.ToArray()) as JsonObject ?? [];
        }
        catch (JsonException e) when (Head(line) is { } broken)
        {
            // What user code shares or displays may be JSON that .NET does not read, such as an object with a key twice.
            if (OutputEvents.Are((string?)broken["type"]))
            {
                return Omitted(broken, line.Length);
            }

            // Whoever waits must hear of it: the host for an answer, running code for one to its question.
            var why = $"the value cannot be copied as JSON: {e.Message}";
            broken[broken["question"] is null ? "message" : "failed"] = why;
            if (broken["question"] is null)
            {
                broken["type"] = "failed";
            }

            return broken;
        }
    }

    private static JsonObject Omitted(JsonObject output, long bytes) => new()
    {
        ["type"] = "omitted",
        ["parent"] = output["parent"]?.DeepClone(),
        ["bytes"] = bytes,
    };

    /// <summary>The fields with which a line begins, as far as they are text; null if it is no JSON object.</summary>
    private static JsonObject? Head(in ReadOnlySequence<byte> line)
    {
        var fields = new JsonObject();
        var json = new Utf8JsonReader(line.Slice(0, Math.Min(head, line.Length)), isFinalBlock: false, state: default);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString()!;
                if (!json.Read() || json.TokenType != JsonTokenType.String)
                {
                    break;
                }

                fields[name] = json.GetString();
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return fields;
    }
}
