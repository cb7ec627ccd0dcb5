using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Outputs;

/// <summary>
/// Collects the outputs of a notebook's cells in nbformat's shapes. Displays keep their ids for the run, so an update
/// reaches every cell that shows the value; the ids do not reach the file.
/// </summary>
public sealed class NotebookOutputs
{
    private readonly Dictionary<string, List<JsonObject>> displays = new(StringComparer.Ordinal);
    private readonly List<CellOutputs> cells = [];

    /// <summary>Held by whoever changes the outputs of any cell.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>Whether nothing is taken any more.</summary>
    internal bool IsClosed { get; private set; }

    /// <summary>The sink of one cell.</summary>
    /// <param name="executionCount">How many code cells have run with this one.</param>
    public CellOutputs Begin(int executionCount)
    {
        var cell = new CellOutputs(this, executionCount);
        lock (Gate)
        {
            cells.Add(cell);
        }

        return cell;
    }

    /// <summary>From now on nothing is taken any more, so the file can be written while user code still runs.</summary>
    public void Close()
    {
        lock (Gate)
        {
            IsClosed = true;
            cells.ForEach(cell => cell.EndText());
        }
    }

    /// <summary>The recorded displays that have an id, in whichever cells they stand.</summary>
    internal List<JsonObject> DisplaysOf(string id)
    {
        if (!displays.TryGetValue(id, out var same))
        {
            displays[id] = same = [];
        }

        return same;
    }
}
