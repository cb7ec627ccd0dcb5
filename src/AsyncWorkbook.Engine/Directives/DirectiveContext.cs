using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>What directives know of the session that carries them out.</summary>
/// <param name="Kernels">Its kernels.</param>
/// <param name="WorkingDirectory">Where relative paths start.</param>
/// <param name="Input">Who answers questions.</param>
/// <param name="PackageCache">The folder that remembers where packages are.</param>
/// <param name="RunAsync">Runs text as a part of a submission: what a cell imports.</param>
/// <param name="Shared">Is told of each variable that one language takes from another as JSON: the kernel and name that it comes from, and its value.</param>
internal sealed record DirectiveContext(
    KernelSet Kernels,
    string WorkingDirectory,
    IInput Input,
    string PackageCache,
    Func<string, Submission, Task<ExecutionStatus>> RunAsync,
    Action<string, string, SharedValue> Shared)
{
    /// <summary>A kernel by its name or alias.</summary>
    /// <exception cref="DirectiveException">There is none.</exception>
    public IKernel Kernel(string name) => Kernels.Find(name) ?? throw new DirectiveException(
        $"there is no kernel called \"{name}\"; the kernels are {string.Join(", ", Kernels.All.Select(kernel => kernel.Name))}.");
}
