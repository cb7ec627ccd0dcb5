using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace AsyncWorkbook.Workers.CSharp.Core.Kernels;

/// <summary>What .NET Interactive keeps to itself.</summary>
internal static class KernelAccess
{
    /// <summary>Tells whoever watches a kernel, and keeps nothing.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(PublishEvent))]
    public static extern void PublishEvent(Kernel kernel, KernelEvent published);

    /// <summary>The command, nested or not, whose code runs.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_CurrentlyExecutingCommand")]
    public static extern KernelCommand CurrentlyExecutingCommand(KernelInvocationContext context);
}
