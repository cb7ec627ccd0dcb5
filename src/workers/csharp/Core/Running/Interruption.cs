namespace AsyncWorkbook.Workers.CSharp.Core.Running;

/// <summary>
/// How one execution is stopped: <see cref="Checkpoint"/> and cancelled waits. A shell that can stop code by force adds
/// to it.
/// </summary>
#pragma warning disable CA1001 // the sources hold nothing but memory, and late code of the cell still asks them
internal class Interruption
#pragma warning restore CA1001
{
    /// <summary>How long interrupted code may take to run its finally blocks before it is left behind.</summary>
    protected static readonly TimeSpan farewell = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource requested = new();
    private readonly CancellationTokenSource abandoned = new();

    /// <summary>Cancelled when the interrupt arrives.</summary>
    public CancellationToken Requested => requested.Token;

    /// <summary>Cancelled when nobody waits for the code any longer: what it waits for may never come.</summary>
    public CancellationToken Abandoned => abandoned.Token;

    public bool IsRequested => requested.IsCancellationRequested;

    /// <summary>Interrupts the code now or, if it has not started, as soon as it starts. Returns at once.</summary>
    public virtual void Request()
    {
        Cancel();
        abandoned.CancelAfter(farewell);
    }

    /// <summary>Runs user code on the calling thread so that it can be interrupted.</summary>
    /// <param name="userCode">The code.</param>
    /// <param name="byForce">Whether also by force; not for code within such code.</param>
    /// <exception cref="OperationCanceledException">It was.</exception>
    public void Run(Action userCode, bool byForce = true)
    {
        Requested.ThrowIfCancellationRequested();
        var own = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null); // what user code awaits goes on wherever it likes
        try
        {
            (byForce ? Enter : new Action<Action>(static code => code()))(userCode);
            Requested.ThrowIfCancellationRequested(); // a library may have swallowed the interrupt
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(own);
        }
    }

    /// <summary>Calls the code so that the shell can stop it.</summary>
    protected virtual void Enter(Action userCode) => userCode();

    /// <summary>Asks cooperatively: cancels what the code waits for and arms the checkpoints.</summary>
    protected void Cancel()
    {
        Checkpoint.Arm();
        requested.Cancel();
    }

    /// <summary>Stops waiting for the code.</summary>
    protected void Abandon() => abandoned.Cancel();
}
