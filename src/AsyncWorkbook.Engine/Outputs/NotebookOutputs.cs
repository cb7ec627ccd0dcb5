using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Outputs;

/// <summary>
/// Collects the outputs of a notebook's cells in nbformat's shapes. Displays keep their ids for the run, so an update
/// reaches every cell that shows the value; the ids do not reach the file.
/// </summary>
public sealed class NotebookOutputs
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<JsonObject>> displays = new(StringComparer.Ordinal);
    private bool closed;

    /// <summary>The sink of one cell.</summary>
    /// <param name="executionCount">How many code cells have run with this one.</param>
    public Cell Begin(int executionCount) => new(this, executionCount);

    /// <summary>From now on nothing is taken any more, so the file can be written while user code still runs.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
        }
    }

    /// <summary>The outputs of one cell.</summary>
    public sealed class Cell : IOutputSink
    {
        private readonly NotebookOutputs notebook;
        private readonly int executionCount;
        private bool clearBeforeNext;

        internal Cell(NotebookOutputs notebook, int executionCount)
        {
            this.notebook = notebook;
            this.executionCount = executionCount;
        }

        /// <summary>The outputs in nbformat's shapes.</summary>
        public JsonArray Outputs { get; } = [];

        /// <inheritdoc/>
        public void Emit(Output output)
        {
            lock (notebook.gate)
            {
                if (!notebook.closed)
                {
                    Add(output);
                }
            }
        }

        private void Add(Output output)
        {
            if (output is ClearOutput { Wait: var wait })
            {
                clearBeforeNext = wait;
                if (!wait)
                {
                    Outputs.Clear();
                }

                return;
            }

            if (output is UpdateOutput update)
            {
                Update(update);
                return;
            }

            if (clearBeforeNext)
            {
                clearBeforeNext = false;
                Outputs.Clear();
            }

            switch (output)
            {
                case StreamOutput stream:
                    AddText(stream);
                    break;
                case DisplayOutput display:
                    AddDisplay(display);
                    break;
                case ResultOutput result:
                    Outputs.Add((JsonNode)new JsonObject
                    {
                        ["data"] = result.Data.DeepClone(),
                        ["execution_count"] = executionCount,
                        ["metadata"] = result.Metadata.DeepClone(),
                        ["output_type"] = "execute_result",
                    });
                    break;
                case ErrorOutput error:
                    Outputs.Add((JsonNode)new JsonObject
                    {
                        ["ename"] = error.Name,
                        ["evalue"] = error.Value,
                        ["output_type"] = "error",
                        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
                    });
                    break;
            }
        }

        /// <summary>Text that follows text of the same stream continues it: one output, as nbformat wants it.</summary>
        private void AddText(StreamOutput stream)
        {
            if (Outputs.Count > 0 && Outputs[^1] is JsonObject last
                && (string?)last["output_type"] == "stream" && (string?)last["name"] == stream.Name)
            {
                var lines = (JsonArray)last["text"]!;
                var tail = lines.Count > 0 ? (string?)lines[^1] ?? "" : "";
                var continues = tail.Length > 0 && !tail.EndsWith('\n');
                if (continues)
                {
                    lines.RemoveAt(lines.Count - 1);
                }

                foreach (var line in Notebook.Lines((continues ? tail : "") + stream.Text))
                {
                    lines.Add(line!.DeepClone());
                }

                return;
            }

            Outputs.Add((JsonNode)new JsonObject
            {
                ["name"] = stream.Name,
                ["output_type"] = "stream",
                ["text"] = Notebook.Lines(stream.Text),
            });
        }

        private void AddDisplay(DisplayOutput display)
        {
            var json = new JsonObject
            {
                ["data"] = display.Data.DeepClone(),
                ["metadata"] = display.Metadata.DeepClone(),
                ["output_type"] = "display_data",
            };
            Outputs.Add((JsonNode)json);
            if (display.DisplayId is { } id)
            {
                if (!notebook.displays.TryGetValue(id, out var same))
                {
                    notebook.displays[id] = same = [];
                }

                same.Add(json);
            }
        }

        private void Update(UpdateOutput update)
        {
            foreach (var display in notebook.displays.GetValueOrDefault(update.DisplayId) ?? [])
            {
                display["data"] = update.Data.DeepClone();
                display["metadata"] = update.Metadata.DeepClone();
            }
        }
    }
}
