using System.Text.RegularExpressions;
using AsyncWorkbook.Mutants.Mutations;

namespace AsyncWorkbook.Mutants.Chapters;

/// <summary>A chapter with one cell changed.</summary>
/// <param name="Cell">The changed cell.</param>
/// <param name="Mutation">What is changed.</param>
/// <param name="Nth">Which of several that look the same in that cell: 1, 2, ...</param>
public sealed partial record Mutant(CodeCell Cell, Mutation Mutation, int Nth)
{
    /// <summary>The cell's text, changed.</summary>
    public string Source => Mutation.Of(Cell.Source);

    /// <summary>What the change is about, in a line.</summary>
    public string Was => Spaces().Replace(Mutation.Was, " ").Trim() is { Length: > longest } text ? text[..longest] + " ..." : Spaces().Replace(Mutation.Was, " ").Trim();

    /// <summary>Mutants of one cell in groups, in each of which no change touches the text of another.</summary>
    public static IReadOnlyList<IReadOnlyList<Mutant>> Apart(IEnumerable<Mutant> mutants)
    {
        List<List<Mutant>> groups = [];
        foreach (var mutant in mutants)
        {
            var place = groups.Find(group => group.TrueForAll(other =>
                other.Mutation.End < mutant.Mutation.Start || mutant.Mutation.End < other.Mutation.Start));
            if (place is null)
            {
                groups.Add(place = []);
            }

            place.Add(mutant);
        }

        return groups;
    }

    /// <summary>One mutant with the changes of several, which are of one cell and apart.</summary>
    public static Mutant Together(IReadOnlyList<Mutant> mutants)
    {
        var cell = mutants[0].Cell;
        var source = mutants.OrderByDescending(mutant => mutant.Mutation.Start).Aggregate(cell.Source, (text, mutant) => mutant.Mutation.Of(text));
        return mutants.Count == 1 ? mutants[0] : new Mutant(cell, new Mutation("together", "", 0, cell.Source.Length, source), 1);
    }

    private const int longest = 100; // characters

    /// <inheritdoc/>
    public override string ToString() => $"{Cell.Id}: {Mutation.Kind}{(Nth > 1 ? $" ({Nth})" : "")}: {Was}"
        + (Mutation.Kind is "swap" ? $" -> {Spaces().Replace(Mutation.With, " ")}" : "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
