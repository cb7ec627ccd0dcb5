using System.Collections.Concurrent;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>Whose an output is: it goes to the cell that started the work, also when it comes late.</summary>
internal sealed class ExecutionSinks
{
    private readonly Lock emitting = new();
    private readonly ConcurrentDictionary<string, IOutputSink> sinks = new();
    private IOutputSink? current;

    /// <summary>From now on this execution is the current one.</summary>
    /// <param name="id">Its id, which its outputs name as their parent.</param>
    /// <param name="sink">Takes its outputs.</param>
    public void Begin(string id, IOutputSink sink)
    {
        sinks[id] = sink;
        current = sink;
    }

    /// <summary>Gives an output to the execution that it names, or to the current one if nobody knows that.</summary>
    public void Emit(string parent, Output output)
    {
        if ((sinks.TryGetValue(parent, out var sink) ? sink : current) is { } target)
        {
            lock (emitting)
            {
                target.Emit(output);
            }
        }
    }

    /// <summary>Gives what no execution has said of itself to the current one.</summary>
    public void EmitForCurrent(Output output) => Emit("", output);

    /// <summary>Takes outputs for one execution.</summary>
    public IOutputSink Of(string parent) => new ForParent(this, parent);

    private sealed class ForParent(ExecutionSinks sinks, string parent) : IOutputSink
    {
        public void Emit(Output output) => sinks.Emit(parent, output);
    }
}
