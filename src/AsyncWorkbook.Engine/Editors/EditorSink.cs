using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Editors;

/// <summary>Tells an editor what a cell shows, also when it comes after the cell has ended.</summary>
/// <param name="lines">Takes the events.</param>
/// <param name="parent">The id of the request that runs the cell.</param>
/// <param name="isRestarting">Whether all languages are being started afresh, which a cell that is stopped for that does not know.</param>
internal sealed class EditorSink(EditorLines lines, string parent, Func<bool> isRestarting) : IOutputSink
{
    private readonly Lock gate = new();

    private readonly PacedText text = new(TimeProvider.System, (stream, text) =>
        lines.Send("stream", parent, new JsonObject { ["name"] = stream, ["text"] = text }));

    /// <inheritdoc/>
    public void Emit(Output output)
    {
        lock (gate)
        {
            if (output is StreamOutput stream)
            {
                text.Add(stream.Name, stream.Text);
                return;
            }

            text.Flush();
            Send(output);
        }
    }

    /// <summary>Tells what was printed and waits for more: a question follows, or the cell has ended.</summary>
    public void Flush() => text.Flush();

    private static JsonObject Bundle(JsonObject data, JsonObject metadata, string? displayId = null)
    {
        var fields = new JsonObject { ["data"] = data.DeepClone(), ["metadata"] = metadata.DeepClone() };
        if (displayId is not null)
        {
            fields["displayId"] = displayId;
        }

        return fields;
    }

    private void Send(Output output)
    {
        var (type, fields) = output switch
        {
            DisplayOutput display => ("display", Bundle(display.Data, display.Metadata, display.DisplayId)),
            UpdateOutput update => ("update", Bundle(update.Data, update.Metadata, update.DisplayId)),
            ResultOutput result => ("result", Bundle(result.Data, result.Metadata)),
            ClearOutput clear => ("clear", new JsonObject { ["wait"] = clear.Wait }),
            ErrorOutput { Name: "Interrupted" } when isRestarting() => ("error", Error(ErrorOutput.Of(
                "Interrupted", "the cell was interrupted by a restart: the variables of all languages are gone."))),
            ErrorOutput error => ("error", Error(error)),
            _ => throw new InvalidOperationException($"unknown output {output}"),
        };
        lines.Send(type, parent, fields);
    }

    private static JsonObject Error(ErrorOutput error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Value,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };
}
