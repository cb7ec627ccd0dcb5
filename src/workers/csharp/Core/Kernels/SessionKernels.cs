using System.Runtime.CompilerServices;
using AsyncWorkbook.Workers.CSharp.Core.Protocol;
using AsyncWorkbook.Workers.CSharp.Core.Running;
using AsyncWorkbook.Workers.CSharp.Core.Submissions;

namespace AsyncWorkbook.Workers.CSharp.Core.Kernels;

/// <summary>
/// Makes <see cref="KernelTree"/> when a cell, or a library or extension that it loads, calls kernels; until then nothing
/// of it is loaded.
/// </summary>
internal sealed class SessionKernels(SubmissionChain chain, IEvents events)
{
    private const string directive = "#!";

    private object? tree; // a KernelTree, whose type is loaded when it is needed

    /// <summary>Makes the kernels if that execution is the first to need them.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public async Task PrepareAsync(Execution execution, CompiledCell cell)
    {
        if (tree is null && (execution.Extensions.Count > 0
            || (cell.Assembly is { } assembly && (KernelUse.In(assembly) || chain.LibrariesReferTo(KernelUse.AssemblyName)))))
        {
            tree = await CreateAsync();
        }
    }

    /// <summary>Whether code has lines that only the kernels understand: directives that were added to them.</summary>
    public bool Understand(string code) => tree is not null
        && (code.StartsWith(directive, StringComparison.Ordinal) || code.Contains("\n" + directive, StringComparison.Ordinal));

    /// <summary>From here until it is disposed, code that the calling method starts runs in a command of a kernel, if there are any.</summary>
    public IDisposable? Enter(Execution execution, bool isSubmitted) => tree is null ? null : EnterTree(execution, isSubmitted);

    /// <summary>Runs code with such lines; to be called after <see cref="Enter"/>.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message says why.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Task SubmitAsync(string code) => ((KernelTree)tree!).SubmitAsync(code);

    /// <summary>Loads what extends the kernels; to be called after <see cref="Enter"/>.</summary>
    public Task ExtendAsync(Execution execution) => execution.Extensions.Count == 0 ? Task.CompletedTask : ExtendTreeAsync(execution);

    /// <summary>Tells the host which directives have been added, if that has changed.</summary>
    public void Announce(Execution execution)
    {
        if (tree is not null)
        {
            AnnounceTree(execution);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<object> CreateAsync() => await KernelTree.CreateAsync(chain, events);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private IDisposable EnterTree(Execution execution, bool isSubmitted) => ((KernelTree)tree!).Enter(execution, isSubmitted);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task ExtendTreeAsync(Execution execution) => new Extensions(chain, ((KernelTree)tree!).Root).LoadAsync(execution.Extensions);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AnnounceTree(Execution execution) => ((KernelTree)tree!).Announce(execution);
}
