using System.Runtime;
using AsyncWorkbook.Workers.CSharp.Core.Running;

namespace AsyncWorkbook.Workers.CSharp.Shell.Interrupts;

/// <summary>
/// The interrupt ladder of one execution: <see cref="Checkpoint"/> and cancelled waits first; if its thread is still
/// busy after a while, in a long computation of a library, it is aborted. That comes last: an abort may leave a lock
/// taken, and the runtime (10.0) does not always survive one. Then the host starts a fresh worker, as it would anyway.
/// </summary>
#pragma warning disable CA1001 // as of the base class
internal sealed class ForcedInterruption : Interruption
#pragma warning restore CA1001
{
    private const int patience = 1000; // ms before the abort; most library calls return to a checkpoint by then
    private const int pause = 50; // ms between two tries to wake the thread

    private readonly object gate = new();
    private readonly CancellationTokenSource aborted = new();
    private Thread? userThread;

    public override void Request()
    {
        // Threads of its own: cells may have starved the pool.
        new Thread(Climb) { Name = "interrupt", IsBackground = true }.UnsafeStart();
    }

    protected override void Enter(Action userCode)
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
        new Thread(LeaveBehind) { Name = "farewell", IsBackground = true }.UnsafeStart();
        Cancel(); // runs callbacks of user code, which may hang
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

    private void LeaveBehind()
    {
        Thread.Sleep(farewell);
        Abandon();
    }
}
