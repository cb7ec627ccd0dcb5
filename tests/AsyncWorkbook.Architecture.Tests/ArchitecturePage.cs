using System.Text.RegularExpressions;

namespace AsyncWorkbook.Architecture.Tests;

/// <summary>What <c>docs/architecture.md</c> says of the folders: a heading a project, with a table of its folders under it.</summary>
internal static partial class ArchitecturePage
{
    /// <summary>The folders of each project, by the project's folder in the repository, in the order of their table.</summary>
    public static Dictionary<string, List<string>> Tables() => Headings().Split(Text()).Skip(1).Chunk(2)
        .ToDictionary(section => section[0], section => Rows().Matches(section[1].Split("\n## ")[0]).Select(row => row.Groups[1].Value).ToList());

    /// <summary>The files and folders that its text names by their paths.</summary>
    public static IEnumerable<string> Names() => Paths().Matches(Text()).Select(name => name.Groups[1].Value).Distinct();

    private static string Text() => File.ReadAllText(Repository.PathOf("docs", "architecture.md"));

    [GeneratedRegex(@"^### `(src/[^`]+)`$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"`((?:src|tests|data|docs)/[\w./-]*\w)`")]
    private static partial Regex Paths();
}
