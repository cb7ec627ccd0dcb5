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
        sink.Emit(new DisplayOutput(MimeBundles.Text(mime, code.Text.Trim('\n')), []));
        return Task.FromResult(ExecutionStatus.Ok);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
