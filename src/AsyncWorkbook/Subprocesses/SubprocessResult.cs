namespace AsyncWorkbook;

/// <summary>How a program ended.</summary>
/// <param name="Ending">In which way.</param>
/// <param name="ExitCode">Its exit code; null if it had to be killed.</param>
/// <param name="Output">What it printed to its standard output, without white space at the ends.</param>
/// <param name="Error">What it printed to its standard error, likewise.</param>
public sealed record SubprocessResult(SubprocessEnding Ending, int? ExitCode, string Output, string Error)
{
    /// <summary>
    /// The program as a run, for a verdict. One that was too slow here is no run, so a slow machine turns no verdict.
    /// </summary>
    /// <param name="results">Reads its results by name, such as <c>end => new { order = end.Output }</c>.</param>
    public Run AsRun(Func<SubprocessResult, object> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Ending == SubprocessEnding.TooSlow
            ? Run.NotRun("too slow here, it was still running at its deadline")
            : Run.Of(results(this));
    }

    /// <summary>Everything in the order of output, error, end.</summary>
    public override string ToString() => string.Join('\n', new[]
    {
        Output,
        Error,
        Ending switch
        {
            SubprocessEnding.StoodStill => "(it stands still: killed)",
            SubprocessEnding.TooSlow => "(too slow here: killed at its deadline)",
            _ => $"(exit code {ExitCode})",
        },
    }.Where(part => part.Length > 0));
}
