using System.Text.RegularExpressions;

namespace AsyncWorkbook.Interactive.Tests.Outputs;

/// <summary>
/// A C# cell whose outputs are compared, from <c>cells.csx</c>. There each begins with a line <c>// --- what it shows</c>, which
/// may end in <c>(differs: name)</c>, the name of a row of the document's table of outputs that differ.
/// </summary>
/// <param name="Name">What it shows.</param>
/// <param name="Difference">The name of the documented difference, or null.</param>
/// <param name="Code">Its source.</param>
internal sealed partial record OutputCell(string Name, string? Difference, string Code)
{
    /// <summary>All of them, in the order in which they run.</summary>
    public static IReadOnlyList<OutputCell> All { get; } =
    [
        .. Start().Split(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Outputs", "cells.csx")))
            .Skip(1)
            .Chunk(3)
            .Select(part => new OutputCell(
                part[0],
                part[1] is { Length: > 0 } difference ? difference : null,
                part[2].Trim('\n').Replace("LIBRARY", Repository.PathOf("artifacts", "lib"), StringComparison.Ordinal))),
    ];

    [GeneratedRegex(@"^// --- (.*?)(?: \(differs: (.*?)\)|())$", RegexOptions.Multiline)]
    private static partial Regex Start();
}
