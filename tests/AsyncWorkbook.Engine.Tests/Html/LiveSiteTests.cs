using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html;
using AsyncWorkbook.Engine.Html.Live;

namespace AsyncWorkbook.Engine.Tests.Html;

/// <summary>The folder <c>live</c> of a site, and what pages say of it.</summary>
public sealed class LiveSiteTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-live-site-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Each_file_is_there_as_it_is_and_packed_for_servers_that_send_it_so()
    {
        Write(Cells("1"));
        var live = Path.Combine(folder.FullName, "site", "live");
        Assert.Equal("run()", File.ReadAllText(Path.Combine(live, "javascript", "worker.0123456789.js")));
        Assert.Equal("run()", Unpacked(new GZipStream(File.OpenRead(Path.Combine(live, "javascript", "worker.0123456789.js.gz")), CompressionMode.Decompress)));
        Assert.Equal("run()", Unpacked(new BrotliStream(File.OpenRead(Path.Combine(live, "javascript", "worker.0123456789.js.br")), CompressionMode.Decompress)));
        var data = Assert.Single(Directory.GetFiles(live, "javascript.*.data.js"));
        Assert.StartsWith("asyncWorkbookLive.take(\"javascript\",{\"worker.js\":\"H4sI", File.ReadAllText(data), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_there_is_not_written_again_and_what_nothing_needs_any_more_goes()
    {
        Write(Cells("1"));
        var live = Path.Combine(folder.FullName, "site", "live");
        var kept = Path.Combine(live, "javascript", "worker.0123456789.js");
        var time = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(kept, time);
        File.WriteAllText(Path.Combine(live, "javascript", "worker.aaaaaaaaaa.js.br"), "of an older export");
        File.WriteAllText(Path.Combine(live, "notes.txt"), "somebody's own");

        Write(Cells("1"));

        Assert.Equal(time, File.GetLastWriteTimeUtc(kept));
        Assert.False(File.Exists(Path.Combine(live, "javascript", "worker.aaaaaaaaaa.js.br")));
        Assert.True(File.Exists(Path.Combine(live, "notes.txt")));
    }

    [Fact]
    public void A_page_has_each_cell_once_and_a_policy_that_allows_workers_of_its_own_and_nothing_else()
    {
        var page = Write(Cells("shown", ("hidden </script> source", "remove-input"), ("stays", "skip-execution")));
        Assert.Equal(1, page.Split(">shown<").Length - 1);
        var data = Data(page);
        Assert.Null(data["cells"]![0]!["source"]);
        Assert.Equal("hidden </script> source", (string?)data["cells"]![1]!["source"]);
        Assert.True((bool)data["cells"]![2]!["staysRecorded"]!);
        Assert.Contains("script-src 'self' file: blob: 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self'; style-src", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_says_whether_its_cells_or_parameters_are_those_of_another_edition()
    {
        string Edition(string source, double max = 96) =>
            (string)Data(Write(Cells(source), new LiveNotebook("notebooks/a.ipynb") { Parameters = [new("boards", 1, max, 1, "")] }))["edition"]!;

        Assert.Equal(Edition("1"), Edition("1"));
        Assert.NotEqual(Edition("1"), Edition("2"));
        Assert.NotEqual(Edition("1"), Edition("1", 95));
    }

    [Fact]
    public void A_file_that_cells_read_is_there_under_the_path_at_which_they_find_it()
    {
        var file = Path.Combine(folder.FullName, "p01.json");
        File.WriteAllText(file, "{}");
        var page = Write(Cells("1"), new LiveNotebook("notebooks/a.ipynb") { Files = new Dictionary<string, string> { ["/book/data/p01.json"] = file } });
        var name = (string)Data(page)["files"]!["/book/data/p01.json"]!;
        var live = Path.Combine(folder.FullName, "site", "live");
        Assert.Equal("{}", File.ReadAllText(Path.Combine(live, name)));
        Assert.Equal($"asyncWorkbookLive.takeFile(\"{name}\",\"e30=\");\n", File.ReadAllText(Path.Combine(live, name + ".js")));
    }

    [Fact]
    public void A_page_has_values_that_cells_took_from_each_other_only_where_they_are_parameters()
    {
        var notebook = Cells("1", ("2", "a"));
        var live = new LiveNotebook("notebooks/a.ipynb") { Parameters = [new("boards", 1, 96, 1, ""), new("moves", 1, 120, 1, "")] };
        notebook.Cells[0].SetShared(Shared("""{ "csharp:settings": { "boards": 24, "moves": 30 }, "csharp:boards": 24, "csharp:moves": 30, "csharp:run": { "boards": 24, "total": 5 } }"""));
        notebook.Cells[1].SetShared(Shared("""
            { "csharp:moves": 31, "csharp:pool": "Host=localhost;Password=secret", "csharp:nested": { "boards": { "password": "secret" } }, "csharp:empty": {}, "csharp:settings": { "boards": 24, "moves": 30 } }
            """));
        Assert.Equal("""{"csharp:settings":{"boards":24,"moves":30},"csharp:boards":24}""", Data(Write(notebook, live))["shared"]!.ToJsonString());

        static Dictionary<string, JsonNode?> Shared(string json) => JsonNode.Parse(json)!.AsObject().ToDictionary(value => value.Key, value => value.Value?.DeepClone());
    }

    [Fact]
    public void Without_them_a_page_knows_nothing_of_live_cells()
    {
        var site = Path.Combine(folder.FullName, "site");
        Site.Write([("a.ipynb", Cells("1"))], site);
        var page = File.ReadAllText(Path.Combine(site, "a.html"));
        Assert.DoesNotContain("live", page, StringComparison.Ordinal);
        Assert.DoesNotContain("blob: 'wasm", page, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(site, "live")));
    }

    private string Write(Notebook notebook, LiveNotebook? live = null)
    {
        var runtimes = Path.Combine(folder.FullName, "runtimes");
        Directory.CreateDirectory(Path.Combine(runtimes, "javascript"));
        string Pack(string name, string text)
        {
            using var brotli = new BrotliStream(File.Create(Path.Combine(runtimes, name + ".br")), CompressionLevel.Optimal);
            brotli.Write(Encoding.UTF8.GetBytes(text));
            return $$"""{"file":"{{name}}","size":{{text.Length}},"packed":9}""";
        }

        File.WriteAllText(
            Path.Combine(runtimes, "manifest.json"),
            $$"""
            {
              "scripts": { "page.js": {{Pack("page.0123456789.js", "page()")}}, "editor.js": {{Pack("editor.0123456789.js", "edit()")}} },
              "languages": { "javascript": { "worker.js": {{Pack("javascript/worker.0123456789.js", "run()")}} } }
            }
            """);
        var site = Path.Combine(folder.FullName, "site");
        Site.Write([("a.ipynb", notebook)], site, live: new LiveBook(LiveRuntimes.Load(runtimes)!, _ => live ?? new LiveNotebook("notebooks/a.ipynb")));
        return File.ReadAllText(Path.Combine(site, "a.html"));
    }

    private static JsonNode Data(string page)
    {
        const string start = "<script type=\"application/json\" id=\"live\">";
        var at = page.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return JsonNode.Parse(page[at..page.IndexOf("</script>", at, StringComparison.Ordinal)])!;
    }

    private static string Unpacked(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Notebook Cells(string source, params (string Source, string Tag)[] others) => Notebook.Parse(new JsonObject
    {
        ["cells"] = new JsonArray([.. others.Prepend((Source: source, Tag: "x")).Select(cell => new JsonObject
        {
            ["cell_type"] = "code",
            ["metadata"] = new JsonObject { ["tags"] = new JsonArray(cell.Tag) },
            ["source"] = cell.Source,
            ["outputs"] = new JsonArray(),
        })]),
        ["metadata"] = new JsonObject(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString());
}
