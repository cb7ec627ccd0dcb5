using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Editors;

/// <summary>
/// Tells an editor what a cell shows, also when it comes after the cell has ended, and at which place among the cell's outputs: text
/// that continues text has the place of that, an update the place of each display that it means, in whichever cell that stands.
/// </summary>
internal sealed class EditorSink : IOutputSink
{
    private readonly Lock gate = new();
    private readonly EditorLines lines;
    private readonly string parent;
    private readonly int count;
    private readonly EditorPlaces places;
    private readonly Func<bool> isRestarting;
    private readonly PacedText text;
    private bool clearBeforeNext;
    private string? stream; // of which the last output is text
    private int shown;

    /// <summary>The sink of a cell.</summary>
    /// <param name="lines">Takes the events.</param>
    /// <param name="parent">The id of the request that runs the cell.</param>
    /// <param name="count">How many cells have run with that one.</param>
    /// <param name="places">Where displays and cells are.</param>
    /// <param name="isRestarting">Whether all languages are being started afresh, which a cell that is stopped for that does not know.</param>
    public EditorSink(EditorLines lines, string parent, int count, EditorPlaces places, Func<bool> isRestarting)
    {
        this.lines = lines;
        this.parent = parent;
        this.count = count;
        this.places = places;
        this.isRestarting = isRestarting;
        text = new PacedText(TimeProvider.System, SendText);
    }

    /// <inheritdoc/>
    public void Emit(Output output)
    {
        lock (gate)
        {
            if (output is ClearOutput { Wait: var wait })
            {
                clearBeforeNext = wait;
                if (!wait)
                {
                    Clear();
                }
            }
            else if (output is UpdateOutput update)
            {
                text.Flush();
                places.Update(update, (cell, index) => lines.Send("update", cell, Bundle(update.Data, update.Metadata, index)));
            }
            else
            {
                Show(output);
            }
        }
    }

    /// <summary>Tells what was printed and waits for more: a question follows, or the cell has ended.</summary>
    public void Flush() => text.Flush();

    private void Show(Output output)
    {
        if (clearBeforeNext)
        {
            clearBeforeNext = false;
            Clear();
        }

        if (output is StreamOutput printed)
        {
            text.Add(printed.Name, printed.Text);
            return;
        }

        text.Flush();
        stream = null;
        var index = shown++;
        if (output is DisplayOutput { DisplayId: { } id })
        {
            places.Add(id, parent, index);
        }

        var (type, fields) = output switch
        {
            DisplayOutput display => ("display", Bundle(display.Data, display.Metadata, index, display.DisplayId)),
            ResultOutput result => ("result", Result(result, index)),
            ErrorOutput { Name: "Interrupted" } when isRestarting() => ("error", Error(ErrorOutput.Of(
                "Interrupted", "the cell was interrupted by a restart: the variables of all languages are gone."), index)),
            ErrorOutput error => ("error", Error(error, index)),
            _ => throw new InvalidOperationException($"unknown output {output}"),
        };
        lines.Send(type, parent, fields);
    }

    private void Clear()
    {
        text.Flush();
        stream = null;
        shown = 0;
        places.Forget(parent);
        lines.Send("clear", parent);
    }

    private void SendText(string name, string printed)
    {
        shown += stream == name ? 0 : 1;
        stream = name;
        lines.Send("stream", parent, new JsonObject { ["index"] = shown - 1, ["name"] = name, ["text"] = printed });
    }

    private static JsonObject Bundle(JsonObject data, JsonObject metadata, int index, string? displayId = null)
    {
        var fields = new JsonObject { ["index"] = index, ["data"] = data.DeepClone(), ["metadata"] = metadata.DeepClone() };
        if (displayId is not null)
        {
            fields["displayId"] = displayId;
        }

        return fields;
    }

    private JsonObject Result(ResultOutput result, int index)
    {
        var fields = Bundle(result.Data, result.Metadata, index);
        fields["count"] = count;
        return fields;
    }

    private JsonObject Error(ErrorOutput error, int index) => new()
    {
        ["index"] = index,
        ["ename"] = error.Name,
        ["evalue"] = error.Value,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
        ["linked"] = string.Join('\n', error.Traceback.Select(places.Link)),
    };
}
