using AngleSharp.Html.Dom;
using AsyncWorkbook.Engine.Html;
using AsyncWorkbook.Engine.Html.Components;
using static AsyncWorkbook.Engine.Tests.Html.ExportedPage;

namespace AsyncWorkbook.Engine.Tests.Html;

/// <summary>Values that a book shows in its own way: the engine draws them with whatever the book brings with it.</summary>
public sealed class ComponentTests : IDisposable
{
    private const string type = "application/vnd.async-workbook.star+json";

    private readonly string folder = Directory.CreateTempSubdirectory("workbook-components-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_value_is_drawn_by_the_component_of_its_name()
    {
        Add("star", render: "({ points }) => `<b>${twice(points)} points</b>`", start: "place => {}", style: "b {}");
        var page = Page("""{"points":5}""");
        Assert.Equal("10 points", page.QuerySelector("[data-component=star] b")!.TextContent);
        Assert.Equal("""{"points":5}""", page.QuerySelector("[data-component=star] script[type='application/json']")!.TextContent);
        Assert.NotNull(page.QuerySelector("script[src='assets/component-star.js']"));
        Assert.NotNull(page.QuerySelector("link[href='assets/component-star.css']"));
        Assert.DoesNotContain("plain", page.QuerySelector(".outputs")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"points":"none"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    public void A_value_that_the_component_cannot_read_is_shown_as_everywhere_else(string json)
    {
        Add("star", render: "({ points }) => { if (!(points > 0)) throw new TypeError('no star'); return `<b>${points}</b>`; }");
        var page = Page(json);
        Assert.Null(page.QuerySelector("[data-component]"));
        Assert.Contains("plain", page.QuerySelector(".outputs")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[src*=component]"));
    }

    [Fact]
    public void A_component_that_never_ends_is_given_up()
    {
        Add("star", render: "() => { for (;;) { } }");
        Assert.Contains("plain", Page("{}").QuerySelector(".outputs")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_types_and_books_without_components_are_as_before()
    {
        Assert.Contains("plain", Page("{}").QuerySelector(".outputs")!.TextContent, StringComparison.Ordinal);
        Add("moon", render: "() => '<b>moon</b>'");
        Assert.Contains("plain", Page("{}").QuerySelector(".outputs")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>run()</script>")]
    [InlineData("<img src=x onerror=run()>")]
    [InlineData("<a href='javascript:run()'>x</a>")]
    [InlineData("<svg><a xlink:href='javascript:run()'><text>x</text></a></svg>")]
    [InlineData("<svg onload=run()></svg>")]
    [InlineData("<svg><a><set attributeName='href' to='javascript:run()'/><text>x</text></a></svg>")]
    [InlineData("<svg><a><animate attributeName='href' from='javascript:run()' dur='1s'/><text>x</text></a></svg>")]
    [InlineData("<iframe srcdoc='x'></iframe>")]
    [InlineData("<iframe src='data:text/html,x'></iframe>")]
    [InlineData("<form action='javascript:run()'><button formaction='javascript:run()'>x</button></form>")]
    [InlineData("<style>* { display: none }</style>")]
    [InlineData("<plaintext>")]
    public void Whatever_a_component_writes_nothing_of_it_runs(string markup)
    {
        Add("star", render: "({ text }) => `<p>${text}</p>`");
        var page = Page(new System.Text.Json.Nodes.JsonObject { ["text"] = markup }.ToJsonString());
        Assert.Empty(page.Body!.QuerySelectorAll("script, style, iframe, form, plaintext"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute =>
            attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Data_cannot_end_the_script_that_holds_it()
    {
        Add("star", render: "() => '<p>x</p>'", start: "place => {}");
        var page = Page("""{"text":"</script><b id=out>"}""");
        Assert.Null(page.QuerySelector("#out"));
        Assert.Contains("\\u003c/script", page.QuerySelector("[data-component] script")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_site_has_the_files_of_the_components_that_are_on_its_pages()
    {
        Add("star", render: "() => '<p>x</p>'", start: "place => {}");
        Add("moon", render: "() => '<p>x</p>'", start: "place => {}");
        var site = Path.Combine(folder, "site");
        Site.Write([("a.ipynb", Notebook(Code("1", Display((type, "{}"), ("text/plain", "plain")))))], site, components: PageComponents.Load(Path.Combine(folder, "components")));
        Assert.Equal(["component-star.js"], Directory.GetFiles(Path.Combine(site, "assets"), "component-*").Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("player", """{"title":"<img src=x onerror=x>","caption":"<b>","token":"<i>","states":[{"name":"<u>","kind":"runs"}],"takes":[{"name":"<s>","until":1,"runs":["<q>","C#"],"lanes":[{"name":"<em>","in":["<q>"],"spans":[[0,1,0]],"flags":[[1,"<a>"]]}]}]}""")]
    [InlineData("verdict", """{"verdicts":[{"title":"<img src=x onerror=x>","languages":["<b>"],"rows":[{"what":"<i>","expected":"<u>","found":[{"language":"<b>","text":"<s>","judgement":"bug","wanted":"<em>"}]}],"rules":[{"language":"<b>","what":"<q>","text":"<a>","link":"javascript:x"}]}]}""")]
    [InlineData("loop-game", """{"title":"<img src=x onerror=x>","caption":"<b>","levels":[{"name":"<i>","language":"<u>","log":[["<s>","<q>","<em>"],["<s>","","<a>"]]}]}""")]
    public void The_books_own_components_write_data_as_text(string component, string json)
    {
        var notebook = Notebook(Code("1", Display(($"application/vnd.async-workbook.{component}+json", System.Text.Json.Nodes.JsonNode.Parse(json)))));
        var page = Read(HtmlExporter.Export(notebook, new PageContext("a.ipynb", notebook) { Components = PageComponents.Load(Repository.PathOf("src", "page", "components")) }));
        var drawn = page.QuerySelector($"[data-component={component}]");
        Assert.NotNull(drawn);
        Assert.Contains("<img src=x onerror=x>", drawn.TextContent, StringComparison.Ordinal);
        Assert.Empty(drawn.QuerySelectorAll("img, u, s, em, q, a"));
    }

    private IHtmlDocument Page(string json)
    {
        var notebook = Notebook(Code("1", Display((type, System.Text.Json.Nodes.JsonNode.Parse(json)), ("text/plain", "plain"))));
        return Read(HtmlExporter.Export(notebook, new PageContext("a.ipynb", notebook) { Components = PageComponents.Load(Path.Combine(folder, "components")) }));
    }

    private void Add(string name, string render, string start = "", string style = "")
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, "components", name)).FullName;
        File.WriteAllText(Path.Combine(folder, "components", "shared.js"), "globalThis.workbookPage = { renders: {} }; globalThis.twice = x => 2 * x;");
        File.WriteAllText(Path.Combine(place, "render.js"), $"workbookPage.renders.{name} = {render};");
        foreach (var (file, content) in new[] { ("start.js", start), ("style.css", style) })
        {
            if (content.Length > 0)
            {
                File.WriteAllText(Path.Combine(place, file), content);
            }
        }
    }
}
