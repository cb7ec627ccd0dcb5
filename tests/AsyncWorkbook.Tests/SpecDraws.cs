using CsCheck;

namespace AsyncWorkbook.Tests;

/// <summary>Parameters that a reader might give a problem.</summary>
internal static class SpecDraws
{
    private static readonly double[] paces = [0.25, 0.5, 1, 2, 3.7, 10];

    /// <summary>
    /// Counts from 2 to twice their default. Times all stretched alike, since many problems say which comes before which: an
    /// impatient caller's patience is shorter than the work.
    /// </summary>
    public static Gen<Dictionary<string, double>> Of(ProblemSpec spec)
    {
        var counts = spec.Parameters.Where(parameter => !IsTime(parameter.Value))
            .Aggregate(
                Gen.Const(new Dictionary<string, double>()),
                (all, parameter) => Gen.Select(
                    all,
                    Gen.Int[2, Math.Max(2, 2 * (int)parameter.Value.Value)],
                    (numbers, count) => new Dictionary<string, double>(numbers) { [parameter.Key] = count }));
        return Gen.Select(counts, Gen.Int[0, paces.Length - 1].Select(i => paces[i]), (numbers, pace) =>
            spec.Parameters.Where(parameter => IsTime(parameter.Value))
                .Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value.Value * pace))
                .Concat(numbers)
                .ToDictionary());
    }

    private static bool IsTime(SpecParameter parameter) => parameter.Unit is "s" or "ms";
}
