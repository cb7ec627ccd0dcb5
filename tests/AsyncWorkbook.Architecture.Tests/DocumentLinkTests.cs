using System.Text.RegularExpressions;

namespace AsyncWorkbook.Architecture.Tests;

/// <summary>The links of the repository's Markdown files, as GitHub follows them. Those of chapters are the affair of <c>workbook check</c>.</summary>
public partial class DocumentLinkTests
{
    private static readonly string[] made = ["artifacts", "bin", "node_modules", "obj"];

    public static TheoryData<string> Documents => [.. FilesOf(Repository.Top)
        .Select(path => Path.GetRelativePath(Repository.Top, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_to_a_file_or_heading_of_the_repository_leads_there(string document)
    {
        var path = Repository.PathOf(document);
        var links = Link().Matches(File.ReadAllText(path)).Select(link => link.Groups[1].Value).Where(link => !link.Contains(':', StringComparison.Ordinal));

        Assert.All(links, link => Assert.True(IsThere(link.Split('#'), path), link));
    }

    private static bool IsThere(string[] link, string from)
    {
        var target = link[0].Length == 0 ? from : Path.Combine(Path.GetDirectoryName(from)!, link[0]);
        return link.Length == 1 ? Path.Exists(target) : File.Exists(target) && Anchors(File.ReadAllText(target)).Contains(link[1]);
    }

    private static IEnumerable<string> Anchors(string text) => Heading().Matches(text)
        .Select(heading => NoPartOfAnchor().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static IEnumerable<string> FilesOf(string folder) => Directory.EnumerateFiles(folder, "*.md").Concat(
        Directory.EnumerateDirectories(folder).Where(inner => !made.Contains(Path.GetFileName(inner))).SelectMany(FilesOf));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoPartOfAnchor();
}
