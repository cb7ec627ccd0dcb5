using System.Globalization;
using System.Text.Json;

namespace AsyncWorkbook;

/// <summary>A number that a reader may change, and within what the spec's rules hold.</summary>
/// <param name="Value">The default.</param>
/// <param name="Unit">Its unit, such as <c>s</c>.</param>
/// <param name="About">What it means.</param>
/// <param name="Min">The least it may be.</param>
/// <param name="Max">The most it may be.</param>
/// <param name="Step">It is a multiple of this: 1 for a whole number.</param>
/// <param name="Below">What it stays below, besides: a formula of other parameters, without the <c>=</c>.</param>
public sealed record SpecParameter(
    double Value, string Unit, string About, double Min, double Max, double Step, string? Below = null)
{
    /// <summary>Whether there are a range and a step, and the default is within them.</summary>
    internal bool HasRange => Step > 0 && Min <= Value && Value <= Max;

    /// <summary>Why a value is refused, in a sentence with the parameter's name, the value and what it takes; null if it is not.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="given">The value.</param>
    /// <param name="numbers">The other parameters' values.</param>
    internal string? Refusal(string name, JsonElement given, IReadOnlyDictionary<string, double> numbers) =>
        given.ValueKind == JsonValueKind.Number && Accepts(given.GetDouble(), numbers)
            ? null
            : $"{name} is {given.GetRawText()}; it takes {Range(numbers)}.";

    private bool Accepts(double value, IReadOnlyDictionary<string, double> numbers)
    {
        var steps = value / Step;
        return value >= Min && value <= Max && Math.Abs(steps - Math.Round(steps)) < 1e-6
            && (Below is null || value < Formula.Evaluate(Below, numbers));
    }

    private string Range(IReadOnlyDictionary<string, double> numbers)
    {
        var numbersOf = Step == 1 ? "a whole number" : $"a multiple of {Text(Step)}";
        var below = Below is null ? "" : $", and less than {Below}, which is {Text(Formula.Evaluate(Below, numbers))}";
        return $"{numbersOf} from {Text(Min)} to {Text(Max)} ({Unit}){below}";
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
