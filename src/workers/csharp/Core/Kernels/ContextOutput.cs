using System.Diagnostics.CodeAnalysis;

// Where cells look for members of a context: older versions of .NET Interactive had these.
namespace Microsoft.DotNet.Interactive;

/// <summary>Prints to the cell that a context belongs to.</summary>
[SuppressMessage("Style", "IDE0060", Justification = "the context is that of the calling code")]
public static class ContextOutput
{
    /// <summary>Prints to the cell.</summary>
    public static void DisplayStandardOut(this KernelInvocationContext context, string output) => Console.Out.Write(output);

    /// <summary>Prints to the cell's errors.</summary>
    public static void DisplayStandardError(this KernelInvocationContext context, string error) => Console.Error.Write(error);
}
