using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>A kernel as another sees it.</summary>
/// <param name="Name">Its canonical name.</param>
/// <param name="Language">Its language or format as people call it.</param>
/// <param name="Aliases">Other names by which it is selected.</param>
public sealed record Peer(string Name, string Language, IReadOnlyList<string> Aliases);

/// <summary>What the running code of one kernel can ask of the session's others.</summary>
public interface IPeers
{
    /// <summary>All kernels but one.</summary>
    /// <param name="caller">The canonical name of the kernel that asks.</param>
    IReadOnlyList<Peer> Others(string caller);

    /// <summary>Runs code in another kernel.</summary>
    /// <param name="kernel">Its name or alias.</param>
    /// <param name="code">The code, without directives.</param>
    /// <param name="sink">Takes its outputs, also those that arrive after it ended.</param>
    /// <param name="interrupt">Asks it to stop.</param>
    /// <exception cref="SharingException">There is no such kernel, or it cannot run.</exception>
    Task<ExecutionStatus> SubmitAsync(string kernel, string code, IOutputSink sink, CancellationToken interrupt);

    /// <summary>Gets packages for code that asks for them while it runs.</summary>
    /// <param name="lines">Its lines <c>#r "nuget:..."</c> and <c>#i "nuget:..."</c>.</param>
    /// <param name="sink">Takes what there is to say of them.</param>
    /// <param name="cancel">Stops the search.</param>
    /// <returns>What loads them.</returns>
    /// <exception cref="SharingException">A line cannot be read, or a package is not to be had.</exception>
    Task<Code> GetPackagesAsync(string lines, IOutputSink sink, CancellationToken cancel);

    /// <inheritdoc cref="IVariableKernel.GetValueAsync"/>
    Task<SharedValue> GetValueAsync(string kernel, string name, string mime, CancellationToken cancel);

    /// <inheritdoc cref="IVariableKernel.SetValueAsync"/>
    Task SetValueAsync(string kernel, string name, SharedValue value, CancellationToken cancel);

    /// <summary>The variables of another kernel, by name.</summary>
    /// <param name="kernel">Its name or alias.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SharingException">There is no such kernel, or it does not list what it has.</exception>
    Task<IReadOnlyList<Variable>> ListVariablesAsync(string kernel, CancellationToken cancel);
}

/// <summary>A kernel that runs alone.</summary>
public sealed class NoPeers : IPeers
{
    /// <inheritdoc/>
    public IReadOnlyList<Peer> Others(string caller) => [];

    /// <inheritdoc/>
    public Task<ExecutionStatus> SubmitAsync(string kernel, string code, IOutputSink sink, CancellationToken interrupt) =>
        throw Alone(kernel);

    /// <inheritdoc/>
    public Task<Code> GetPackagesAsync(string lines, IOutputSink sink, CancellationToken cancel) =>
        throw new SharingException("packages cannot be added here.");

    /// <inheritdoc/>
    public Task<SharedValue> GetValueAsync(string kernel, string name, string mime, CancellationToken cancel) =>
        throw Alone(kernel);

    /// <inheritdoc/>
    public Task SetValueAsync(string kernel, string name, SharedValue value, CancellationToken cancel) => throw Alone(kernel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Variable>> ListVariablesAsync(string kernel, CancellationToken cancel) => throw Alone(kernel);

    private static SharingException Alone(string kernel) => new($"there is no kernel called \"{kernel}\" here.");
}
