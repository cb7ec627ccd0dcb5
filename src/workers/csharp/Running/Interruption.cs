using System.Runtime;

namespace AsyncWorkbook.Workers.CSharp.Running;

/// <summary>
/// The interrupt ladder of one cell: <see cref="Checkpoint"/> and cancelled waits first; if the cell's thread is still
/// busy after a while, in a long computation of a library, it is aborted. That comes last: an abort may leave a lock
/// taken, and the runtime (10.0) does not always survive one. Then the host starts a fresh worker, as it would anyway.
/// </summary>
#pragma warning disable CA1001 // the sources hold nothing but memory, and late code of the cell still asks them
internal sealed class Interruption
#pragma warning restore CA1001
{
    private const int patience = 1000; // ms before the abort; most library calls return to a checkpoint by then
    private const int pause = 50; // ms between two tries to wake the thread

    private readonly object gate = new();
    private readonly CancellationTokenSource requested = new();
    private readonly CancellationTokenSource aborted = new();
    private Thread? userThread;

    /// <summary>Cancelled when the interrupt arrives.</summary>
    public CancellationToken Requested => requested.Token;

    public bool IsRequested => requested.IsCancellationRequested;

    /// <summary>Interrupts the cell now or, if its code has not started, as soon as it starts. Returns at once.</summary>
    public void Request()
    {
        Checkpoint.Arm();
        new Thread(Climb) { Name = "interrupt", IsBackground = true }.UnsafeStart();
    }

    /// <summary>Runs user code on the calling thread so that it can be interrupted.</summary>
    /// <exception cref="OperationCanceledException">It was.</exception>
    public void Run(Action userCode)
    {
        lock (gate)
        {
            Requested.ThrowIfCancellationRequested();
            userThread = Thread.CurrentThread;
        }

        try
        {
#pragma warning disable SYSLIB0046 // the one way to stop a thread that never waits and never loops through cell code
            ControlledExecution.Run(userCode, aborted.Token);
#pragma warning restore SYSLIB0046
            Requested.ThrowIfCancellationRequested(); // a library may have swallowed the interrupt
        }
        catch (ThreadInterruptedException error) when (IsRequested)
        {
            throw new OperationCanceledException(error.Message, error, Requested);
        }
        finally
        {
            Leave();
        }
    }

    private void Leave()
    {
        Uninterrupted(() =>
        {
            lock (gate)
            {
                userThread = null;
                Monitor.PulseAll(gate);
            }
        });
        if (IsRequested)
        {
            Uninterrupted(() => Thread.Sleep(1)); // takes up an interrupt that came too late to be thrown
        }
    }

    private static void Uninterrupted(Action action)
    {
        while (true)
        {
            try
            {
                action();
                return;
            }
            catch (ThreadInterruptedException)
            {
                // Meant for user code, which has ended.
            }
        }
    }

    private void Climb()
    {
        requested.Cancel();
        lock (gate)
        {
            for (var waited = 0; userThread is { } thread; waited += pause)
            {
                thread.Interrupt();
                if (waited == patience)
                {
                    // Cancel returns when the abort has landed, and what it waits for may need another wake-up call.
                    new Thread(aborted.Cancel) { Name = "abort", IsBackground = true }.UnsafeStart();
                }

                Monitor.Wait(gate, pause);
            }
        }
    }
}
