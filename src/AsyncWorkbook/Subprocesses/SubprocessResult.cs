namespace AsyncWorkbook;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; null if it had to be killed at its deadline.</param>
/// <param name="Output">What it printed to its standard output, without white space at the ends.</param>
/// <param name="Error">What it printed to its standard error, likewise.</param>
public sealed record SubprocessResult(int? ExitCode, string Output, string Error)
{
    /// <summary>Whether it was still running at its deadline.</summary>
    public bool TimedOut => ExitCode is null;

    /// <summary>Everything in the order of output, error, end.</summary>
    public override string ToString() => string.Join('\n', new[]
    {
        Output,
        Error,
        TimedOut ? "(still running at its deadline: killed)" : $"(exit code {ExitCode})",
    }.Where(part => part.Length > 0));
}
