namespace AsyncWorkbook;

/// <summary>From a problem's spec to the verdict in one call.</summary>
public static class Judging
{
    /// <summary>Compares the runs of one variant with what the spec says.</summary>
    /// <param name="spec">The problem's spec.</param>
    /// <param name="variant">The variant's name, such as <c>rounds</c>.</param>
    /// <param name="runs">
    /// A run for each language, as <see cref="Runs.Of"/> makes them. One that is missing is a bug, unless the spec says that the
    /// variant is one of other languages; <see cref="Run.NotRun"/> stands for what cannot run here.
    /// </param>
    /// <param name="parameters">An object of numbers by parameter name; those it leaves out keep their default.</param>
    /// <exception cref="KeyNotFoundException">There is no such variant or parameter; the message lists the names.</exception>
    /// <exception cref="ArgumentException">There is no run, or a parameter is not a number.</exception>
    public static Verdict Judge(this ProblemSpec spec, string variant, Runs runs, object? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(runs);
        var expected = spec.Expect(variant, parameters);
        return runs.Count > 0 ? Verdict.Of(expected, runs) : throw new ArgumentException($"There is no run of {variant} to judge.", nameof(runs));
    }

    /// <summary>Compares the runs of several variants, each with what the spec says of it.</summary>
    /// <param name="spec">The problem's spec.</param>
    /// <param name="runs">The runs by variant and language, as <see cref="Runs.ByVariant"/> makes them.</param>
    /// <param name="parameters">An object of numbers by parameter name; those it leaves out keep their default.</param>
    /// <returns>The verdicts in the spec's own order.</returns>
    /// <exception cref="KeyNotFoundException">There is no such variant or parameter; the message lists the names.</exception>
    /// <exception cref="ArgumentException">There are no runs, or a parameter is not a number.</exception>
    public static Verdicts Judge(this ProblemSpec spec, IReadOnlyDictionary<string, Runs> runs, object? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0)
        {
            throw new ArgumentException($"There are no runs of {spec.Id} to judge.", nameof(runs));
        }

        var order = spec.Variants.Keys.ToList();
        return new Verdicts([.. runs.OrderBy(variant => order.IndexOf(variant.Key)).Select(variant => spec.Judge(variant.Key, variant.Value, parameters))]);
    }
}
