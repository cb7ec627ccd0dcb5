using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>A parameter of a chapter, with its range as the chapter's specs give it. Values are counted in steps.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">Its value where nothing is said.</param>
/// <param name="Least">The least value.</param>
/// <param name="Most">The greatest value.</param>
/// <param name="Step">The distance of two values.</param>
/// <param name="Below">The parameters that it stays below.</param>
internal sealed partial record ChapterParameter(string Name, long Default, long Least, long Most, decimal Step, IReadOnlyList<string> Below)
{
    /// <summary>Whether it is a time in seconds, and not a count.</summary>
    public bool IsTime => Step < 1;

    /// <summary>The parameters of a chapter, in the order of its cell; none if it has no such cell.</summary>
    public static IReadOnlyList<ChapterParameter> Of(JsonNode chapter)
    {
        var code = chapter["cells"]!.AsArray().Where(cell => (string?)cell!["cell_type"] == "code").ToList();
        var ranges = code.SelectMany(cell => SpecFile().Matches(Chapter.Text(cell!["source"])))
            .SelectMany(spec => JsonNode.Parse(File.ReadAllText(Repository.PathOf("data", spec.Groups["file"].Value)))!["parameters"]!.AsObject())
            .ToLookup(range => range.Key, range => range.Value!);
        return [.. code.Where(cell => Chapter.HasTag(cell, "parameters"))
            .SelectMany(cell => Declaration().Matches(Chapter.Text(cell!["source"])))
            .Select(declared => declared.Groups["name"].Value)
            .Select(name => ranges[name].Select(range => Read(name, range)).Aggregate((one, other) => one.And(other)))];
    }

    /// <summary>Whether it may have a value, beside those that the others have.</summary>
    public bool Takes(decimal value, IReadOnlyDictionary<string, decimal> others) =>
        value >= Least * Step && value <= Most * Step && value % Step == 0 && Below.All(other => value < others[other]);

    /// <summary>The parameters at places in their ranges: what is to stay below others is placed after these.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="place">The place of one between the two values that it may have: a number of steps.</param>
    /// <returns>The values as they are typed.</returns>
    public static IReadOnlyDictionary<string, string> At(IReadOnlyList<ChapterParameter> parameters, Func<ChapterParameter, long, long, long> place)
    {
        var values = new Dictionary<string, decimal>();
        while (parameters.FirstOrDefault(one => !values.ContainsKey(one.Name) && one.Below.All(values.ContainsKey)) is { } next)
        {
            var most = next.Below.Select(other => (long)(values[other] / next.Step) - 1).Append(next.Most).Min();
            values[next.Name] = Math.Clamp(place(next, next.Least, most), next.Least, most) * next.Step;
        }

        return parameters.ToDictionary(one => one.Name, one => values[one.Name].ToString("0.###", CultureInfo.InvariantCulture));
    }

    /// <summary>The same parameter where two specs have a say.</summary>
    private ChapterParameter And(ChapterParameter other) => this with
    {
        Least = Math.Max(Least, other.Least),
        Most = Math.Min(Most, other.Most),
        Below = [.. Below.Union(other.Below)],
    };

    private static ChapterParameter Read(string name, JsonNode range)
    {
        var step = (decimal)range["step"]!;
        return new(name, Steps("value"), Steps("min"), Steps("max"), step, [.. Others().Matches((string?)range["below"] ?? "").Select(other => other.Value)]);
        long Steps(string end) => (long)((decimal)range[end]! / step);
    }

    [GeneratedRegex("""ProblemSpec\.Load\("\.\./data/(?<file>[\w-]+\.json)"\)""")]
    private static partial Regex SpecFile();

    [GeneratedRegex(@"^var (?<name>\w+) = ", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    /// <summary>The names in a formula such as <c>min(a, b)</c>, without its functions.</summary>
    [GeneratedRegex(@"\b[A-Za-z]\w*\b(?!\()")]
    private static partial Regex Others();
}
