using System.Globalization;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>
/// Publishes what a cell shows. Each message names the request that ran the cell as its parent, also when it comes after
/// the cell has ended: front ends put it where it belongs.
/// </summary>
/// <param name="messenger">Sends the messages.</param>
/// <param name="parentJson">
/// The header of the request that runs the cell. Not the request: work may show something long after its cell, whose code may be
/// large, has ended.
/// </param>
/// <param name="executionCount">The number that the cell's result carries.</param>
/// <param name="silent">Whether nobody is to see anything.</param>
internal sealed class OutputPublisher(Messenger messenger, ReadOnlyMemory<byte> parentJson, int executionCount, bool silent) : IOutputSink
{
    private readonly PacedText text = new(TimeProvider.System, (stream, text) => messenger.Publish(
        "stream", new JsonObject { ["name"] = stream, ["text"] = text }, parentJson));

    private readonly Lock gate = new();

    /// <summary>The last error that the cell showed, or null.</summary>
    public ErrorOutput? Error { get; private set; }

    /// <inheritdoc/>
    public void Emit(Output output)
    {
        lock (gate)
        {
            Error = output as ErrorOutput ?? Error;
            if (silent)
            {
                return;
            }

            if (output is StreamOutput stream)
            {
                text.Add(stream.Name, stream.Text);
                return;
            }

            text.Flush();
            Publish(output);
        }
    }

    /// <summary>Publishes the text that waits for more.</summary>
    public void Flush() => text.Flush();

    /// <summary>An error as the protocol has it, in outputs and in replies.</summary>
    public static JsonObject Content(ErrorOutput error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Value,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };

    private static JsonObject Display(JsonObject data, JsonObject metadata, string? displayId)
    {
        var content = new JsonObject { ["data"] = data.DeepClone(), ["metadata"] = metadata.DeepClone() };
        content["transient"] = displayId is null ? [] : new JsonObject { ["display_id"] = displayId };
        return content;
    }

    private void Publish(Output output)
    {
        switch (output)
        {
            case DisplayOutput display:
                Send("display_data", Display(display.Data, display.Metadata, display.DisplayId));
                break;
            case UpdateOutput update:
                Send("update_display_data", Display(update.Data, update.Metadata, update.DisplayId));
                break;
            case ResultOutput result:
                var content = Display(result.Data, result.Metadata, null);
                content["execution_count"] = executionCount;
                Send("execute_result", content);
                break;
            case ErrorOutput error:
                Send("error", Content(error));
                break;
            case ClearOutput clear:
                Send("clear_output", new JsonObject { ["wait"] = clear.Wait });
                break;
            default:
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"unknown output {output}"));
        }
    }

    private void Send(string type, JsonObject content) => messenger.Publish(type, content, parentJson);
}
