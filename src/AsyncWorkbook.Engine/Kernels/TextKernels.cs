using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>Shows the text of a section as it is, in some mime type: the kernels <c>html</c>, <c>markdown</c>, <c>mermaid</c>.</summary>
/// <param name="name">The kernel's name.</param>
/// <param name="mime">The mime type of its text.</param>
public sealed class TextKernel(string name, string mime) : IKernel
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public void Start()
    {
    }

    /// <inheritdoc/>
    public Task<ExecutionStatus> ExecuteAsync(Code code, IOutputSink sink, CancellationToken interrupt)
    {
        sink.Emit(new DisplayOutput(MimeBundle.Text(mime, code.Text.Trim('\n')), []));
        return Task.FromResult(ExecutionStatus.Ok);
    }

    /// <inheritdoc/>
    public Task<SharedValue> GetValueAsync(string name, string mime, CancellationToken cancel) =>
        throw new SharingException($"the {Name} kernel has no variables, so there is no \"{name}\" to copy.");

    /// <inheritdoc/>
    public Task SetValueAsync(string name, SharedValue value, CancellationToken cancel) =>
        throw new SharingException($"the {Name} kernel has no variables, so \"{name}\" cannot be set there.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Keeps the texts of <c>#!value</c> sections for other kernels.</summary>
public sealed class ValueKernel : IKernel
{
    private readonly Dictionary<string, SharedValue> values = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => "value";

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
