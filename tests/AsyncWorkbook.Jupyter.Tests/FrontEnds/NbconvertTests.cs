using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Jupyter.Tests.FrontEnds;

/// <summary>Every chapter, as it is, runs under nbconvert, whose nbclient papermill uses, too.</summary>
public sealed class NbconvertTests(JupyterFixture jupyter) : IClassFixture<JupyterFixture>
{
    private static readonly ConcurrentDictionary<string, Task<JsonArray>> ran = new(StringComparer.Ordinal);
    private static readonly string notebooks = Repository.PathOf("notebooks");

    public static TheoryData<string> Chapters { get; } =
        [.. Directory.GetFiles(notebooks, "*.ipynb").Order(StringComparer.Ordinal).Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task A_chapter_runs_unchanged(string chapter)
    {
        var cells = await ChapterAsync(chapter);
        Assert.DoesNotContain("bug", Verdicts(cells));
        Assert.Equal(HasVerdicts(chapter), Verdicts(cells).Count > 0);
        Assert.All(cells.SelectMany(Outputs), output => Assert.NotNull(output["data"]?["text/plain"] ?? output["text"] ?? output["evalue"]));
    }

    [Fact]
    public async Task A_chart_has_all_its_forms()
    {
        var cells = await ChapterAsync("01-chess-simul.ipynb");
        var chart = cells.SelectMany(Outputs).First(output => output["data"]?["application/vnd.plotly.v1+json"] is not null)["data"]!;
        Assert.NotNull(chart["text/plain"]);
        Assert.NotNull(chart["text/html"]);
        Assert.IsType<JsonArray>(chart["application/vnd.plotly.v1+json"]!["data"]);
    }

    /// <summary>Papermill adds one cell, in the language of the kernel, behind the first that is tagged.</summary>
    [Fact]
    public async Task Parameters_are_set_in_all_languages_by_one_cell_behind_the_tagged_one()
    {
        const string chapter = "01-chess-simul.ipynb";
        var notebook = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(notebooks, chapter)))!;
        var cells = notebook["cells"]!.AsArray();
        cells.Insert(cells.IndexOf(cells.First(IsParameters)) + 1, new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = "injected",
            ["metadata"] = new JsonObject { ["tags"] = new JsonArray("injected-parameters") },
            ["outputs"] = new JsonArray(),
            ["source"] = "// Parameters\nvar boards = 6;\nvar moves = 4;\n",
        });
        var path = Path.Combine(jupyter.Book(), "notebooks", chapter);
        await File.WriteAllTextAsync(path, notebook.ToJsonString());
        var changed = await ExecuteAsync(path);
        Assert.DoesNotContain("bug", Verdicts(changed));
        Assert.Contains("parity", Verdicts(changed));
        Assert.NotEqual(Verdicts(await ChapterAsync(chapter), html: true), Verdicts(changed, html: true));
    }

    [Fact]
    public async Task A_cell_that_fails_stops_the_run()
    {
        var path = Path.Combine(jupyter.Folder, "fails.ipynb");
        await File.WriteAllTextAsync(path, Notebook("1 + 1", "throw new InvalidOperationException(\"over\");", "3"));
        var error = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => ExecuteAsync(path));
        Assert.Contains("InvalidOperationException", error.Message, StringComparison.Ordinal);
    }

    private static string Notebook(params string[] sources) => new JsonObject
    {
        ["cells"] = new JsonArray([.. sources.Select((source, i) => (JsonNode)new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = $"cell-{i}",
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["source"] = source,
        })]),
        ["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject { ["name"] = JupyterFixture.KernelName, ["language"] = "C#", ["display_name"] = ".NET (C#)" },
        },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString();

    private static bool IsParameters(JsonNode? cell) =>
        cell!["metadata"]!["tags"]?.AsArray().Any(tag => (string?)tag == "parameters") ?? false;

    private static IEnumerable<JsonNode> Outputs(JsonNode? cell) => (cell!["outputs"]?.AsArray() ?? []).OfType<JsonNode>();

    private static string Text(JsonNode? node) =>
        node is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)node ?? "";

    /// <summary>Whether a chapter's code asks for a verdict.</summary>
    private static bool HasVerdicts(string chapter) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(notebooks, chapter)))!["cells"]!.AsArray()
            .Any(cell => (string?)cell!["cell_type"] == "code" && Text(cell["source"]).Contains(".Judge(", StringComparison.Ordinal));

    /// <summary>The verdicts that cells show, or the whole tables that hold them.</summary>
    private static List<string> Verdicts(JsonArray cells, bool html = false) =>
        [.. cells.SelectMany(Outputs).Select(output => Text(output["data"]?["text/html"]))
            .Where(text => text.Contains("data-verdict=\"", StringComparison.Ordinal))
            .SelectMany(text => html ? [text] : text.Split("data-verdict=\"").Skip(1).Select(rest => rest.Split('"')[0]))];

    /// <summary>A chapter that has run as it is, once for all tests.</summary>
    private Task<JsonArray> ChapterAsync(string chapter) =>
        ran.GetOrAdd(chapter, name => ExecuteAsync(Path.Combine(notebooks, name)));

    private async Task<JsonArray> ExecuteAsync(string path)
    {
        var output = Directory.CreateDirectory(Path.Combine(jupyter.Folder, "out", Path.GetRandomFileName())).FullName;
        await jupyter.RunAsync("jupyter", "nbconvert", "--to", "notebook", "--execute", "--output-dir", output, path);
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(output, Path.GetFileName(path))))!["cells"]!.AsArray();
    }
}
