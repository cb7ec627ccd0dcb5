using System.Text;
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
    private readonly List<Cell> cells = [];
    private bool closed;

    /// <summary>The sink of one cell.</summary>
    /// <param name="executionCount">How many code cells have run with this one.</param>
    public Cell Begin(int executionCount)
    {
        var cell = new Cell(this, executionCount);
        lock (gate)
        {
            cells.Add(cell);
        }

        return cell;
    }

    /// <summary>From now on nothing is taken any more, so the file can be written while user code still runs.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            cells.ForEach(cell => cell.EndText());
        }
    }

    /// <summary>The outputs of one cell.</summary>
    public sealed class Cell : IOutputSink
    {
        private readonly NotebookOutputs notebook;
        private readonly int executionCount;
        private readonly JsonArray outputs = [];
        private readonly StringBuilder text = new(); // printed last, not yet in the outputs
        private string stream = "";
        private bool clearBeforeNext;

        internal Cell(NotebookOutputs notebook, int executionCount)
        {
            this.notebook = notebook;
            this.executionCount = executionCount;
        }

        /// <summary>The outputs in nbformat's shapes.</summary>
        public JsonArray Outputs
        {
            get
            {
                lock (notebook.gate)
                {
                    EndText();
                    return outputs;
                }
            }
        }

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
                    Clear();
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
                Clear();
            }

            if (output is StreamOutput printed)
            {
                AddText(printed);
                return;
            }

            EndText();
            switch (output)
            {
                case DisplayOutput display:
                    AddDisplay(display);
                    break;
                case ResultOutput result:
                    outputs.Add((JsonNode)new JsonObject
                    {
                        ["data"] = result.Data.DeepClone(),
                        ["execution_count"] = executionCount,
                        ["metadata"] = result.Metadata.DeepClone(),
                        ["output_type"] = "execute_result",
                    });
                    break;
                case ErrorOutput error:
                    outputs.Add((JsonNode)new JsonObject
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
        private void AddText(StreamOutput printed)
        {
            if (printed.Name != stream)
            {
                EndText();
                stream = printed.Name;
            }

            text.Append(printed.Text);
        }

        /// <summary>Puts the printed text into the outputs: only now, or each letter would be split into lines anew.</summary>
        internal void EndText()
        {
            if (text.Length == 0)
            {
                return;
            }

            if (outputs.LastOrDefault() is JsonObject last
                && (string?)last["output_type"] == "stream" && (string?)last["name"] == stream)
            {
                text.Insert(0, string.Concat(last["text"]!.AsArray().Select(line => (string?)line)));
                outputs.RemoveAt(outputs.Count - 1);
            }

            outputs.Add((JsonNode)new JsonObject
            {
                ["name"] = stream,
                ["output_type"] = "stream",
                ["text"] = Notebook.Lines(text.ToString()),
            });
            text.Clear();
        }

        private void Clear()
        {
            text.Clear();
            outputs.Clear();
        }

        private void AddDisplay(DisplayOutput display)
        {
            var json = new JsonObject
            {
                ["data"] = display.Data.DeepClone(),
                ["metadata"] = display.Metadata.DeepClone(),
                ["output_type"] = "display_data",
            };
            outputs.Add((JsonNode)json);
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
