
namespace AsyncWorkbook.Interactive.Tests;

/// <summary><c>docs/polyglot-compatibility.md</c>, whose tables these tests hold to what happens.</summary>
internal static class CompatibilityDocument
{
    /// <summary>The rows of the first table under a heading, each with its cells' text.</summary>
    public static IReadOnlyList<string[]> Table(string heading) =>
    [
        .. File.ReadLines(Repository.PathOf("docs", "polyglot-compatibility.md"))
            .SkipWhile(line => line.TrimStart('#').Trim() != heading || !line.StartsWith('#'))
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim('|', ' ').Split('|').Select(cell => cell.Trim()).ToArray()),
    ];
}
