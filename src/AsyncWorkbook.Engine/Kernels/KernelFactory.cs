using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>Makes the kernels that a catalog declares.</summary>
public static class KernelFactory
{
    /// <summary>All kernels of one session; none of them is started.</summary>
    /// <param name="options">What they need to know.</param>
    public static IReadOnlyList<IKernel> Create(KernelOptions options)
    {
        var programs = options.Workers ?? Path.Combine(AppContext.BaseDirectory, "workers");
        var home = new WorkerHome(programs, options.WorkingDirectory, options.MemoryLimit);
        return [.. options.Catalog.All.Select(Create)];

        IKernel Create(KernelDeclaration declaration) => declaration switch
        {
            Language language => new ChildProcessKernel(language.Name, language.DisplayName, () => language.Launch(home), options),
            TextFormat format => new TextKernel(format.Name, format.Mime),
            ValueStore => new ValueKernel(),
            _ => throw new InvalidOperationException($"there is no kind of kernel for {declaration}."),
        };
    }
}
