using System.Text.Json.Nodes;

namespace AsyncWorkbook.Interactive.Tests.Chapters;

/// <summary>A code cell of a chapter.</summary>
/// <param name="Id">Its id in the notebook.</param>
/// <param name="Index">Its place among the notebook's cells, from 0.</param>
/// <param name="Kernel">The kernel that its metadata names.</param>
/// <param name="Code">Its source.</param>
/// <param name="MustFail">Whether its tags say that it ends in an error.</param>
internal sealed record ChapterCell(string Id, int Index, string Kernel, string Code, bool MustFail)
{
    /// <summary>Where the chapters are.</summary>
    public static string Folder => Repository.PathOf("notebooks");

    /// <summary>The chapters' file names.</summary>
    public static IEnumerable<string> Chapters =>
        Directory.GetFiles(Folder, "*.ipynb").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    /// <summary>The code cells of a chapter that are to run.</summary>
    public static IReadOnlyList<ChapterCell> Of(string chapter) =>
    [
        .. JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, chapter)))!["cells"]!.AsArray()
            .Select((cell, index) => (Cell: cell!, Index: index, Tags: Tags(cell!)))
            .Where(each => (string?)each.Cell["cell_type"] == "code" && !each.Tags.Contains("skip-execution"))
            .Select(each => new ChapterCell(
                (string)each.Cell["id"]!,
                each.Index,
                (string?)each.Cell["metadata"]?["polyglot_notebook"]?["kernelName"] ?? "csharp",
                Text(each.Cell["source"]!),
                each.Tags.Contains("raises-exception"))),
    ];

    private static string[] Tags(JsonNode cell) =>
        [.. cell["metadata"]?["tags"]?.AsArray().Select(tag => (string)tag!) ?? []];

    private static string Text(JsonNode source) =>
        source is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string)source!;
}
