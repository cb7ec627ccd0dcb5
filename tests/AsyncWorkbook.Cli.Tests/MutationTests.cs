using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Tests;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>The verdicts notice when a solution is changed: <c>tests/mutations/*.json</c>, a list for each chapter.</summary>
public sealed class MutationTests : IDisposable
{
    private readonly Workbook workbook = new();

    /// <summary>Changes that break a solution.</summary>
    public static TheoryData<string, string, string> Mutations { get; } =
        [.. Directory.GetFiles(Path.Combine(Built.Repository, "tests", "mutations"), "*.json").Order(StringComparer.Ordinal)
            .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!.AsArray()
                .Select(mutation => (Path.GetFileNameWithoutExtension(file) + ".ipynb", (string)mutation!["why"]!, mutation.ToJsonString())))];

    public void Dispose() => workbook.Dispose();

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task A_changed_solution_is_noticed(string chapter, string why, string mutation)
    {
        var change = JsonNode.Parse(mutation)!;
        var path = workbook.Write(Path.Combine("notebooks", chapter), Changed(Chapter.Read(chapter), change).ToJsonString());

        // Beside the original's own folder, so that relative paths to the library and the data still lead there.
        Directory.CreateSymbolicLink(Path.Combine(workbook.Folder, "artifacts"), Path.Combine(Built.Repository, "artifacts"));
        Directory.CreateSymbolicLink(Path.Combine(workbook.Folder, "src"), Path.Combine(Built.Repository, "src"));
        Directory.CreateSymbolicLink(Path.Combine(workbook.Folder, "data"), Path.Combine(Built.Repository, "data"));
        File.CreateSymbolicLink(Path.Combine(workbook.Folder, "Directory.Packages.props"), Path.Combine(Built.Repository, "Directory.Packages.props"));
        var ended = await workbook.RunAsync(["run", path, "--out", "out"]);

        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
        var cells = JsonNode.Parse(workbook.Read(Path.Combine("out", chapter)))!["cells"]!.AsArray();
        Assert.True(Chapter.Verdicts(cells[IndexOf(cells, change["verdict"])]!).Contains("bug"), why);
    }

    /// <summary>The chapter with its solution changed, to be run up to the verdict that has to notice.</summary>
    private static JsonNode Changed(JsonNode notebook, JsonNode change)
    {
        var cells = notebook["cells"]!.AsArray();
        var cell = cells.Single(cell => (string?)cell!["id"] == (string?)change["cell"])!;
        var source = Chapter.Text(cell["source"]);
        Assert.Contains((string)change["replace"]!, source, StringComparison.Ordinal);
        cell["source"] = source.Replace((string)change["replace"]!, (string)change["with"]!, StringComparison.Ordinal);

        // The cells stay, also those that need not run: a chapter may read its own file.
        foreach (var later in cells.Skip(1 + IndexOf(cells, change["verdict"])))
        {
            later!["metadata"]!["tags"] = new JsonArray("skip-execution");
        }

        return notebook;
    }

    private static int IndexOf(JsonArray cells, JsonNode? id) =>
        cells.IndexOf(cells.Single(cell => (string?)cell!["id"] == (string?)id));
}
