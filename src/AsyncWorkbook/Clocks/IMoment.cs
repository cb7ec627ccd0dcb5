namespace AsyncWorkbook;

/// <summary>The time of an <see cref="EventLoop"/>, and how it passes when nothing is runnable.</summary>
internal interface IMoment
{
    /// <summary>The present, in ticks of 100 ns since the clock was made.</summary>
    long Now { get; }

    /// <summary>Whether time passes by itself, also while something is runnable: then timers have their turn, too.</summary>
    bool IsReal { get; }

    /// <summary>Lets time pass, at most until the next timer; a pulse on <paramref name="gate"/> ends it early.</summary>
    /// <param name="until">When the next timer is due, in ticks; null if none is set.</param>
    /// <param name="gate">The loop's lock, held by the caller.</param>
    void Pass(long? until, object gate);
}
