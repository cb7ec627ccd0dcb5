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

    private const int longest = 100; // characters

    /// <inheritdoc/>
    public override string ToString() => $"{Cell.Id}: {Mutation.Kind}{(Nth > 1 ? $" ({Nth})" : "")}: {Was}"
        + (Mutation.Kind is "swap" ? $" -> {Spaces().Replace(Mutation.With, " ")}" : "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
