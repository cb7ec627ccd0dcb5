namespace AsyncWorkbook;

/// <summary>
/// Thrown when a virtual clock finds nothing to run and no timer to jump to, although the program is not done: what it
/// awaits can never complete. In real time such a program would hang without a word.
/// </summary>
public sealed class DeadlockException : InvalidOperationException
{
    /// <summary>Creates the exception for a program that stopped at a moment of virtual time.</summary>
    /// <param name="seconds">The virtual time in seconds.</param>
    public DeadlockException(double seconds)
        : base(FormattableString.Invariant(
            $"Deadlock at {seconds} s of virtual time: the program waits, but nothing is runnable and no timer is set. ") +
            "Work outside this clock (Task.Run, sockets, Task.Delay without the clock) is not seen by virtual time.")
    {
        Seconds = seconds;
    }

    /// <summary>When the program stopped, in seconds of virtual time.</summary>
    public double Seconds { get; }
}
