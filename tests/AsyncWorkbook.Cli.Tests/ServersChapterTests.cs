using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>The chapter on servers, with all that it can use and without.</summary>
[StartsProcesses]
public sealed class ServersChapterTests : IDisposable
{
    private const string chapter = "10-where-it-pays.ipynb";

    private static readonly string[] servers =
        ["aiohttp", "aiohttp, uvloop", "Tornado", "Tornado, uvloop", "Quart", "Quart, uvloop", "FastAPI", "FastAPI, uvloop", "Node http", "Fastify", "Kestrel"];

    private static readonly string[] packages = [@"#r ""nuget: Npgsql, 10.0.3""", @"#r ""nuget: Microsoft.Data.Sqlite, 10.0.12"""];

    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Fact]
    public async Task All_of_it_runs()
    {
        var cells = await workbook.RunChapterAsync(chapter, "-p", "most=100", "-p", "sockets=10", "-p", "callers=1");

        // JavaScript has no threads of that kind; whatever else is missing here must be there in continuous integration.
        var missing = cells.Where(cell => (string?)cell!["id"] != "pool-verdict").Where(cell => Shown(cell!).Contains("not run", StringComparison.Ordinal))
            .Select(cell => $"{cell!["id"]}: {Shown(cell)}").ToList();
        var load = Shown(cells.Single(cell => (string?)cell!["id"] == "load-csharp")!);
        if (missing.Count > 0 || load.Contains("no wrk", StringComparison.Ordinal))
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", string.Join('\n', missing.Append(load)));
        }

        Assert.Empty(missing);
        Assert.All(servers, server => Assert.Contains($"\n{server} ", load, StringComparison.Ordinal));
        Assert.DoesNotContain("False", load, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_and_a_load_generator_everything_else_runs()
    {
        var cells = await RunAsync(Chapter.Read(chapter), ("\"wrk\"", "\"no-such-wrk\""));

        Assert.DoesNotContain(cells.Values, Fails);
        Assert.Contains("apt-get install wrk", Shown(cells["load-csharp"]), StringComparison.Ordinal);
        Assert.Contains("not run", Chapter.Verdicts(cells["database-verdict"]));
        Assert.DoesNotContain("not run", Chapter.Verdicts(cells["sqlite-verdict"]));
        Assert.DoesNotContain("bug", cells.Values.SelectMany(cell => Chapter.Verdicts(cell)));
    }

    [Fact]
    public async Task Without_any_package_it_says_how_to_install_them_and_goes_on()
    {
        var cells = await RunAsync(
            Chapter.Read(chapter),
            ("\"wrk\"", "\"no-such-wrk\""),
            (packages[0], "#r \"no-such-library.dll\""),
            (packages[1], "#r \"no-such-library.dll\""),
            ("print(*filter(u.find_spec, sys.argv[1:]))", "print()"),
            ("../src/servers/frameworks/node/package.json", "../src/no-such-package.json"),
            ("/node/node_modules\"", "/node/no_such_modules\""));

        Assert.Equal(["database-csharp", "sqlite-csharp"], cells.Where(cell => Fails(cell.Value)).Select(cell => cell.Key));
        Assert.DoesNotContain("bug", cells.Values.SelectMany(cell => Chapter.Verdicts(cell)));
        Assert.Contains("could not be restored", Shown(cells["sqlite-verdict"]), StringComparison.Ordinal);
        Assert.Contains("pip install -r requirements.txt", Shown(cells["uvloop-csharp"]), StringComparison.Ordinal);
        var frameworks = Shown(cells["frameworks-csharp"]);
        Assert.All(["pip install -r requirements.txt", "npm --prefix src/servers/frameworks/node ci"], how => Assert.Contains(how, frameworks, StringComparison.Ordinal));
        Assert.Equal("stopped", Shown(cells["stop-server"]));
    }

    /// <summary>Runs it without a database, and with its cells' text replaced.</summary>
    private async Task<IReadOnlyDictionary<string, JsonNode>> RunAsync(JsonNode notebook, params (string Was, string Is)[] changes)
    {
        foreach (var (was, now) in changes)
        {
            var cells = notebook["cells"]!.AsArray().Where(cell => Chapter.Text(cell!["source"]).Contains(was, StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(cells);
            cells.ForEach(cell => cell!["source"] = Chapter.Text(cell["source"]).Replace(was, now, StringComparison.Ordinal));
        }

        var path = Path.Combine("book", "notebooks", chapter);
        workbook.WriteChapter(path, notebook);
        var ended = await workbook.RunAsync(
            new Dictionary<string, string> { ["WORKBOOK_POSTGRES"] = "none" },
            "run", path, "--in-place", "--allow-errors", "-p", "most=100", "-p", "sockets=10", "-p", "players=2");
        Assert.True(ended.ExitCode == 0, ended.Stdout + ended.Stderr);
        return JsonNode.Parse(workbook.Read(path))!["cells"]!.AsArray().ToDictionary(cell => (string)cell!["id"]!, cell => cell!);
    }

    private static string Shown(JsonNode cell) => cell["outputs"] is JsonArray outputs
        ? string.Join('\n', outputs.Select(output => Workbook.Plain([output!.DeepClone()]))) : "";

    private static bool Fails(JsonNode cell) => cell["outputs"]?.AsArray().Any(output => (string?)output!["output_type"] == "error") == true;
}
