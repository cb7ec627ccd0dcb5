using Microsoft.DotNet.Interactive.Commands;

namespace AsyncWorkbook.Workers.CSharp.Core.Kernels;

/// <summary>A command to the root: load what packages bring for it.</summary>
/// <param name="folders">Where that lies.</param>
/// <param name="root">The name of the root.</param>
internal sealed class LoadExtensions(IReadOnlyList<string> folders, string root) : KernelCommand(root)
{
    public IReadOnlyList<string> Folders => folders;
}
