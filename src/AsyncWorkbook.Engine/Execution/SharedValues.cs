using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Execution;

/// <summary>
/// The small values that a notebook's languages take from each other, as a page keeps them: there, one language can run without the one
/// that its settings come from.
/// </summary>
internal sealed class SharedValues
{
    /// <summary>Settings are small; what is larger is a result, which the language that has it computes.</summary>
    private const int largest = 2000;

    private readonly Lock gate = new();
    private readonly Session session;
    private Dictionary<string, JsonNode?> values = new(StringComparer.Ordinal);

    public SharedValues(Session session)
    {
        this.session = session;
        session.ValueShared += Add;
    }

    /// <summary>Those since the last call, by <c>kernel:name</c>.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Take()
    {
        lock (gate)
        {
            (var taken, values) = (values, new(StringComparer.Ordinal));
            return taken;
        }
    }

    /// <summary>Listens no longer.</summary>
    public void Close() => session.ValueShared -= Add;

    private void Add(string kernel, string name, SharedValue value)
    {
        var text = NotebookJson.WriteLine(value.Value);
        lock (gate)
        {
            if (text.Length <= largest)
            {
                values[$"{kernel}:{name}"] = NotebookJson.Parse(text);
            }
        }
    }
}
