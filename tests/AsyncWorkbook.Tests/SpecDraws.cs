using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;

namespace AsyncWorkbook.Tests;

/// <summary>Parameters that a reader might give a problem.</summary>
internal static class SpecDraws
{
    /// <summary>From everywhere in the parameters' ranges, small numbers as often as great ones.</summary>
    public static Gen<Dictionary<string, double>> Of(ProblemSpec spec) =>
        Gen.Double[0, 1].Array[spec.Parameters.Count].Select(places => At(spec, places));

    /// <summary>The least of every parameter.</summary>
    public static Dictionary<string, double> Least(ProblemSpec spec) => At(spec, new double[spec.Parameters.Count]);

    /// <summary>The parameters at places in their ranges: 0 is the least, 1 the most.</summary>
    private static Dictionary<string, double> At(ProblemSpec spec, double[] places)
    {
        var numbers = new Dictionary<string, double>();
        var waiting = spec.Parameters.Zip(places).ToList();
        while (waiting.Count > 0)
        {
            // What stays below others is placed when they are.
            var next = waiting.FindIndex(one => Names(one.First.Value).All(numbers.ContainsKey));
            var ((name, parameter), place) = waiting[next];
            waiting.RemoveAt(next);
            var most = parameter.Below is null
                ? parameter.Max
                : Math.Min(parameter.Max, Compute(spec, parameter.Below, numbers) - parameter.Step);
            var value = parameter.Min * Math.Pow(Math.Max(1, most / parameter.Min), place);
            numbers[name] = Math.Clamp(Math.Round(value / parameter.Step), Math.Ceiling(parameter.Min / parameter.Step), Math.Floor((most / parameter.Step) + 1e-6)) * parameter.Step;
        }

        return numbers;
    }

    private static double Compute(ProblemSpec spec, string formula, Dictionary<string, double> numbers)
    {
        var computing = new SpecVariant("", "", Results: new Dictionary<string, JsonElement> { ["x"] = JsonSerializer.SerializeToElement($"= {formula}") });
        return (spec with { Variants = new Dictionary<string, SpecVariant> { ["x"] = computing } }).Expect("x", numbers).Results["x"].GetDouble();
    }

    private static IEnumerable<string> Names(SpecParameter parameter) =>
        Regex.Matches(parameter.Below ?? "", @"[A-Za-z]\w*(?!\w*\()").Select(name => name.Value);
}
