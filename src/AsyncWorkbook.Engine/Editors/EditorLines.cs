using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Editors;

/// <summary>The two streams between an editor and a session: JSON in UTF-8, one object a line, as with the workers.</summary>
/// <param name="requests">What the editor says.</param>
/// <param name="events">What it is told; whoever tells it waits until it is written.</param>
internal sealed class EditorLines(Stream requests, Stream events) : IDisposable
{
    private readonly Lock gate = new();
    private readonly StreamReader reader = new(requests, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    private bool closed;

    /// <summary>The editor's next request; null at its end.</summary>
    /// <exception cref="JsonException">The line is no JSON object.</exception>
    public async Task<JsonObject?> ReadAsync(CancellationToken cancel)
    {
        string? line;
        do
        {
            line = await reader.ReadLineAsync(cancel).AsTask().WaitAsync(cancel); // a console's input does not stop to be read when asked
        }
        while (line is not null && string.IsNullOrWhiteSpace(line));

        return line is null
            ? null
            : NotebookJson.Parse(line) as JsonObject ?? throw new JsonException("a request is a JSON object.");
    }

    /// <summary>Tells the editor something; to one that is gone nothing is told.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="parent">The id of the request that it belongs to, if to any.</param>
    /// <param name="fields">What else there is to say; becomes part of the event.</param>
    public void Send(string type, string? parent, JsonObject? fields = null)
    {
        var message = new JsonObject { ["type"] = type };
        if (parent is not null)
        {
            message["parent"] = parent;
        }

        foreach (var (name, value) in fields?.ToList() ?? [])
        {
            fields!.Remove(name);
            message[name] = value;
        }

        var line = NotebookJson.LinePieces(message, lineEnd: true);
        lock (gate)
        {
            if (closed)
            {
                return;
            }

            try
            {
                line.CopyTo(events);
                events.Flush();
            }
            catch (IOException)
            {
                closed = true; // the end of its requests will end the session
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
