using System.Text;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Outputs;

/// <summary>The outputs of one cell.</summary>
public sealed class CellOutputs : IOutputSink
{
    private readonly NotebookOutputs notebook;
    private readonly int executionCount;
    private readonly JsonArray outputs = [];
    private readonly StringBuilder text = new(); // printed last, not yet in the outputs
    private string stream = "";
    private bool clearBeforeNext;

    internal CellOutputs(NotebookOutputs notebook, int executionCount)
    {
        this.notebook = notebook;
        this.executionCount = executionCount;
    }

    /// <summary>The outputs in nbformat's shapes.</summary>
    public JsonArray Outputs
    {
        get
        {
            lock (notebook.Gate)
            {
                EndText();
                return outputs;
            }
        }
    }

    /// <inheritdoc/>
    public void Emit(Output output)
    {
        lock (notebook.Gate)
        {
            if (!notebook.IsClosed)
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
        if (NbformatOutput.Write(output, executionCount) is { } recorded)
        {
            outputs.Add((JsonNode)recorded);
            if (output is DisplayOutput { DisplayId: { } id })
            {
                notebook.DisplaysOf(id).Add(recorded);
            }
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

        if (outputs.LastOrDefault() is JsonObject last && NbformatOutput.Read(last) is StreamOutput before && before.Name == stream)
        {
            text.Insert(0, before.Text);
            outputs.RemoveAt(outputs.Count - 1);
        }

        outputs.Add((JsonNode?)NbformatOutput.Write(new StreamOutput(stream, text.ToString()), executionCount));
        text.Clear();
    }

    private void Clear()
    {
        text.Clear();
        outputs.Clear();
    }

    private void Update(UpdateOutput update)
    {
        foreach (var display in notebook.DisplaysOf(update.DisplayId))
        {
            display["data"] = update.Data.DeepClone();
            display["metadata"] = update.Metadata.DeepClone();
        }
    }
}
