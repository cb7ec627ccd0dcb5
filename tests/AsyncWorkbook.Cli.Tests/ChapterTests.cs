using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Tests;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>
/// The book proves itself: every chapter runs, no verdict is a bug, also with other parameters, every quiz has exactly
/// one right choice, and the verdicts notice when a solution is changed.
/// </summary>
public sealed class ChapterTests : IDisposable
{
    private static readonly string notebooks = Path.Combine(Built.Repository, "notebooks");

    private readonly Workbook workbook = new();

    public static TheoryData<string> Chapters { get; } =
        [.. Directory.GetFiles(notebooks, "*.ipynb").Order(StringComparer.Ordinal).Select(Path.GetFileName).OfType<string>()];

    /// <summary>The other parameters that a chapter's own metadata name: <c>async_workbook.try</c>, a list of objects.</summary>
    public static TheoryData<string, string> OtherParameters { get; } =
        [.. Chapters.SelectMany(chapter => Read(chapter.Data)["metadata"]!["async_workbook"]?["try"]?.AsArray()
            .Select(set => (chapter.Data, set!.ToJsonString())) ?? [])];

    /// <summary>Changes that break a solution: <c>tests/mutations/*.json</c>.</summary>
    public static TheoryData<string, string, string> Mutations { get; } =
        [.. Directory.GetFiles(Path.Combine(Built.Repository, "tests", "mutations"), "*.json").Order(StringComparer.Ordinal)
            .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!.AsArray()
                .Select(mutation => (Path.GetFileNameWithoutExtension(file) + ".ipynb", (string)mutation!["why"]!, mutation.ToJsonString())))];

    public void Dispose() => workbook.Dispose();

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task A_chapter_runs_without_a_bug(string chapter)
    {
        var cells = await RunAsync(Path.Combine(notebooks, chapter));
        Assert.DoesNotContain("bug", Verdicts(cells));
        Assert.All(Quizzes(cells), quiz => Assert.True(quiz.Right == 1, $"{quiz.Id}: {quiz.Right} choices say \"{quiz.Answer}\""));
    }

    [Theory]
    [MemberData(nameof(OtherParameters))]
    public async Task A_chapter_holds_with_other_parameters(string chapter, string parameters)
    {
        var arguments = JsonNode.Parse(parameters)!.AsObject().SelectMany(one => new[] { "-p", $"{one.Key}={one.Value}" });
        var cells = await RunAsync(Path.Combine(notebooks, chapter), [.. arguments]);
        Assert.DoesNotContain("bug", Verdicts(cells));
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task A_changed_solution_is_noticed(string chapter, string why, string mutation)
    {
        var change = JsonNode.Parse(mutation)!;
        var notebook = Read(chapter);
        var cell = notebook["cells"]!.AsArray().Single(cell => (string?)cell!["id"] == (string?)change["cell"])!;
        var source = Text(cell["source"]);
        Assert.Contains((string)change["replace"]!, source, StringComparison.Ordinal);
        cell["source"] = source.Replace((string)change["replace"]!, (string)change["with"]!, StringComparison.Ordinal);

        // Beside the original's own folder, so that relative paths to the library and the data still lead there.
        Directory.CreateSymbolicLink(Path.Combine(workbook.Folder, "artifacts"), Path.Combine(Built.Repository, "artifacts"));
        Directory.CreateSymbolicLink(Path.Combine(workbook.Folder, "src"), Path.Combine(Built.Repository, "src"));
        Directory.CreateSymbolicLink(Path.Combine(workbook.Folder, "data"), Path.Combine(Built.Repository, "data"));
        File.CreateSymbolicLink(Path.Combine(workbook.Folder, "Directory.Packages.props"), Path.Combine(Built.Repository, "Directory.Packages.props"));
        Directory.CreateDirectory(Path.Combine(workbook.Folder, "notebooks"));
        var path = workbook.Write(Path.Combine("notebooks", chapter), notebook.ToJsonString());
        var cells = await RunAsync(path);
        Assert.True(Verdicts(cells).Contains("bug"), why);
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public void A_chapter_is_committed_without_outputs(string chapter)
    {
        foreach (var cell in Read(chapter)["cells"]!.AsArray().Where(cell => (string?)cell!["cell_type"] == "code"))
        {
            Assert.Empty(cell!["outputs"]!.AsArray());
            Assert.Null(cell["execution_count"]);
        }
    }

    private static JsonNode Read(string chapter) => JsonNode.Parse(File.ReadAllText(Path.Combine(notebooks, chapter)))!;

    private static string Text(JsonNode? node) =>
        node is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)node ?? "";

    private async Task<JsonArray> RunAsync(string path, params string[] arguments)
    {
        var ended = await workbook.RunAsync(["run", path, "--out", "out", .. arguments]);
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
        return JsonNode.Parse(workbook.Read(Path.Combine("out", Path.GetFileName(path))))!["cells"]!.AsArray();
    }

    /// <summary>The verdicts that cells show: <c>parity</c>, <c>documented difference</c> or <c>bug</c>.</summary>
    private static List<string> Verdicts(JsonArray cells) =>
        [.. cells.SelectMany(cell => cell!["outputs"]?.AsArray() ?? [])
            .Select(output => Text(output!["data"]?["text/html"]))
            .SelectMany(html => html.Split("data-verdict=\"").Skip(1))
            .Select(rest => rest.Split('"')[0])];

    /// <summary>
    /// A quiz is a Markdown cell with the choices as a list of code spans, tagged <c>quiz</c>, and the code cell after it,
    /// tagged so, too: what it shows is the answer.
    /// </summary>
    private static IEnumerable<(string? Id, string Answer, int Right)> Quizzes(JsonArray cells)
    {
        for (var i = 1; i < cells.Count; i++)
        {
            if ((string?)cells[i]!["cell_type"] == "code" && IsQuiz(cells[i]!))
            {
                Assert.True(IsQuiz(cells[i - 1]!), $"the quiz {cells[i]!["id"]} has no question before it");
                var answer = Words(Workbook.Plain(cells[i]!["outputs"]!.AsArray()));
                var choices = Text(cells[i - 1]!["source"]).Split('\n')
                    .Where(line => line.TrimStart().StartsWith("- `", StringComparison.Ordinal))
                    .Select(line => Words(line.Split('`')[1]));
                yield return ((string?)cells[i]!["id"], answer, choices.Count(choice => choice == answer));
            }
        }
    }

    private static bool IsQuiz(JsonNode cell) =>
        cell["metadata"]?["tags"]?.AsArray().Any(tag => (string?)tag == "quiz") ?? false;

    private static string Words(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
