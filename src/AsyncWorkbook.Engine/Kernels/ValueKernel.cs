using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>Keeps the texts of <c>#!value</c> sections for other kernels.</summary>
public sealed class ValueKernel : IVariableKernel
{
    private readonly Dictionary<string, SharedValue> values = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => ValueStore.KernelName;

    /// <inheritdoc/>
    public void Start()
    {
    }

    /// <inheritdoc/>
    public Task<ExecutionStatus> ExecuteAsync(Code code, IOutputSink sink, CancellationToken interrupt)
    {
        sink.Emit(ErrorOutput.Of("DirectiveError", "#!value needs a name for its text: #!value --name x"));
        return Task.FromResult(ExecutionStatus.Error);
    }

    /// <inheritdoc/>
    public Task<SharedValue> GetValueAsync(string name, string mime, CancellationToken cancel) =>
        values.TryGetValue(name, out var value)
            ? Task.FromResult(value)
            : throw new SharingException($"the value kernel has no \"{name}\".");

    /// <inheritdoc/>
    public Task SetValueAsync(string name, SharedValue value, CancellationToken cancel)
    {
        values[name] = value;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
