namespace AsyncWorkbook;

/// <summary>The ways in which a program can end.</summary>
public enum SubprocessEnding
{
    /// <summary>By itself, well or with a failure.</summary>
    Exited,

    /// <summary>
    /// It hangs, and was killed: it used no processor time and wrote nothing for longer than any of its waits, while another
    /// process of its runtime was started and came to its end.
    /// </summary>
    StoodStill,

    /// <summary>It was killed at its deadline. That says something about the machine, and nothing about the program.</summary>
    TooSlow,
}
