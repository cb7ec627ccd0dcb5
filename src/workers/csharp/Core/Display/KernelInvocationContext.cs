using AsyncWorkbook.Workers.CSharp.Core.Running;

namespace Microsoft.DotNet.Interactive;

/// <summary>What .NET Interactive calls the run of a cell: as much of it as cells use to show things.</summary>
public sealed class KernelInvocationContext
{
    private readonly Execution execution;

    private KernelInvocationContext(Execution execution) => this.execution = execution;

    /// <summary>The run of the cell that calls, or null outside of cells.</summary>
    public static KernelInvocationContext? Current => Execution.Current is { } execution ? new(execution) : null;

    /// <summary>Cancelled when the cell is interrupted.</summary>
    public CancellationToken CancellationToken => execution.Interruption.Requested;

#pragma warning disable CA1822 // members of an instance in .NET Interactive
    /// <inheritdoc cref="DisplayExtensions.Display"/>
    public DisplayedValue Display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);

    /// <inheritdoc cref="DisplayExtensions.DisplayAs"/>
    public DisplayedValue DisplayAs(string value, string mimeType) => value.DisplayAs(mimeType);

    /// <summary>Prints to the cell.</summary>
    public void DisplayStandardOut(string output) => Console.Out.Write(output);

    /// <summary>Prints to the cell's errors.</summary>
    public void DisplayStandardError(string error) => Console.Error.Write(error);
#pragma warning restore CA1822
}
