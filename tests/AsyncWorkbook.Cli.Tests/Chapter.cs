using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>A chapter's file, and what a run has put into it.</summary>
internal static class Chapter
{
    public static string Folder { get; } = Repository.PathOf("notebooks");

    public static JsonNode Read(string chapter) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, chapter)))!;

    /// <summary>nbformat's text: a string, or the lines of one.</summary>
    public static string Text(JsonNode? node) =>
        node is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)node ?? "";

    /// <summary>Whether a cell has a tag.</summary>
    public static bool HasTag(JsonNode? cell, string tag) =>
        cell!["metadata"]!["tags"]?.AsArray().Any(one => (string?)one == tag) == true;

    /// <summary>The verdicts that a cell shows: <c>parity</c>, <c>documented difference</c> or <c>bug</c>.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="caption">The caption of the table, for its verdict alone.</param>
    public static IEnumerable<string> Verdicts(JsonNode cell, string? caption = null) => (cell["outputs"]?.AsArray() ?? [])
        .Select(output => Text(output!["data"]?["text/html"]))
        .SelectMany(html => html.Split("data-verdict=\"").Skip(1))
        .Where(rest => caption is null || rest.Contains($"<caption>{caption}</caption>", StringComparison.Ordinal))
        .Select(rest => rest.Split('"')[0]);
}
