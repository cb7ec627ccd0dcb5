using AsyncWorkbook.Workers.CSharp.Core.Protocol;

namespace AsyncWorkbook.Workers.CSharp.Core.Running;

/// <summary>What the core asks of the place where it runs: a process of its own, or a page.</summary>
internal interface IShell
{
    /// <summary>Where events go.</summary>
    IEvents Events { get; }

    /// <summary>Whether code can block until other code goes on: there is more than one thread.</summary>
    bool HasThreads { get; }

    /// <summary>Has work done on the one thread on which commands are carried out, in order; returns at once.</summary>
    void Post(Action work);

    /// <summary>Makes what stops one execution.</summary>
    Interruption CreateInterruption();

    /// <summary>Called when an execution has ended, before the host is told: what it has left in the shell's hands comes first.</summary>
    void Ending(Execution execution);

    /// <summary>Ends the worker at once, whatever user code is doing.</summary>
    void End();
}
