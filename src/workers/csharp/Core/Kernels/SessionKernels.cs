using System.Runtime.CompilerServices;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Running;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;

namespace AsyncWorkbook.Workers.CSharp.Core.Kernels;

/// <summary>
/// Makes <see cref="KernelTree"/> when a cell, or a library or extension that it loads, calls kernels; until then nothing
/// of it is loaded.
/// </summary>
internal sealed class SessionKernels(SubmissionChain chain, IShell shell)
{
    private string[] announced = [];
    private volatile object? tree; // a KernelTree, whose type is loaded when it is needed

    /// <summary>Makes the kernels if that execution is the first to need them.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    /// <exception cref="CommandFailedException">They cannot run here.</exception>
    public async Task PrepareAsync(Execution execution, CompiledCell cell)
    {
        if (tree is null && (execution.Extensions.Count > 0
            || (cell.Assembly is { } assembly && (KernelUse.In(assembly) || chain.LibrariesReferTo(KernelUse.AssemblyName)))))
        {
            tree = shell.HasThreads ? await CreateAsync() : throw new CommandFailedException(
                ".NET Interactive's kernels wait on threads of their own, and a page has one thread: no cell can call them there.");
        }
    }

    /// <summary>Whether there are any: then each cell is a command to them.</summary>
    public bool AreMade => tree is not null;

    /// <inheritdoc cref="KernelTree.SubmitAsync"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Task SubmitAsync(Execution execution, CompiledCell? compiled) => ((KernelTree)tree!).SubmitAsync(execution, compiled);

    /// <inheritdoc cref="KernelTree.ExtendAsync"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Task ExtendAsync(Execution execution) => ((KernelTree)tree!).ExtendAsync(execution);

    /// <summary>Tells the host which directives have been added, if that has changed.</summary>
    public void Announce(Execution execution)
    {
        var added = tree is null ? [] : Added();
        if (added.SequenceEqual(announced))
        {
            return;
        }

        announced = added;
        shell.Events.Send(EventLine.Create("directives", execution.Id, json =>
        {
            json.WriteStartArray("directives");
            Array.ForEach(added, json.WriteStringValue);
            json.WriteEndArray();
        }));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<object> CreateAsync()
    {
        var made = await KernelTree.CreateAsync(chain, shell.Events);
        made.Root.RegisterForDisposal(() => tree = null); // by a cell: the next one that needs kernels gets others
        return made;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private string[] Added() => ((KernelTree)tree!).Added();
}
