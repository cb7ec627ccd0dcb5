using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Execution;

/// <summary>A language kernel without a process, which keeps what it was asked.</summary>
internal sealed class EchoKernel(string name) : ILanguageKernel
{
    public string Name => name;

    public string? Asked { get; private set; }

    public int Cursor { get; private set; }

    public bool Fails { get; set; }

    public IReadOnlyList<Variable> Variables { get; init; } = [new("boards", "int", "24"), new("pace", "float", "1.0")];

    public void Start()
    {
    }

    public Task<string> GetVersionAsync() => Task.FromResult("1.0");

    public Task<ExecutionStatus> ExecuteAsync(Code code, IOutputSink sink, CancellationToken interrupt) =>
        Task.FromResult(ExecutionStatus.Ok);

    public Task<SharedValue> GetValueAsync(string name, string mime, CancellationToken cancel) => throw new SharingException("none");

    public Task SetValueAsync(string name, SharedValue value, CancellationToken cancel) => throw new SharingException("none");

    public Task<CompletionList> CompleteAsync(string code, int cursor, CancellationToken cancel)
    {
        Ask(code, cursor);
        return Task.FromResult(new CompletionList(cursor, cursor, []));
    }

    public Task<JsonObject?> InspectAsync(string code, int cursor, CancellationToken cancel)
    {
        Ask(code, cursor);
        return Task.FromResult<JsonObject?>(null);
    }

    public Task<Completeness> CheckAsync(string code, CancellationToken cancel)
    {
        Ask(code, 0);
        return Task.FromResult(code switch
        {
            "incomplete" => Completeness.Incomplete,
            "invalid" => Completeness.Invalid,
            _ => Completeness.Complete,
        });
    }

    public Task<IReadOnlyList<Variable>> ListVariablesAsync(CancellationToken cancel) =>
        Task.FromResult(Variables);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Ask(string code, int cursor)
    {
        if (Fails)
        {
            throw new SharingException("the worker does not know the command.");
        }

        (Asked, Cursor) = (code, cursor);
    }
}
