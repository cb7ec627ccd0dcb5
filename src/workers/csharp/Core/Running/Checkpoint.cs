using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AsyncWorkbook.Workers.CSharp.Core.Running;

/// <summary>The check that the worker writes into the loops and functions of cells, so that an interrupt ends them wherever they run.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Checkpoint
{
    private static bool armed;

    /// <summary>Throws if the cell that started the calling code was interrupted.</summary>
    /// <exception cref="OperationCanceledException">It was.</exception>
    public static void Pass()
    {
        // One load and a branch: code that is being measured must not feel it. Volatile, or it would be hoisted out.
        if (Volatile.Read(ref armed))
        {
            Throw();
        }
    }

    /// <summary>Throws also if a function calls itself too often: a stack that overflows would end the process.</summary>
    /// <exception cref="InsufficientExecutionStackException">There is little of the stack left.</exception>
    public static void Enter()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Pass();
    }

    /// <summary>From the first interrupt on, checkpoints ask whose code it is.</summary>
    internal static void Arm() => armed = true;

    private static void Throw() => Execution.Starter?.Interruption.Requested.ThrowIfCancellationRequested();
}
