using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AsyncWorkbook.Engine.Documents;
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
        Assert.Null(page.QuerySelector("script[src='assets/component-star.js']")); // it is loaded when one is near
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

    [Theory]
    [InlineData("", false)]
    [InlineData("workbookPage.heights = { star: data => data.points > 3 ? null : 300 }", true)]
    [InlineData("workbookPage.heights = { star: () => { throw new TypeError('no star'); } }", false)]
    public void It_stands_beside_a_text_where_it_says_how_tall_it_is_there(string heights, bool stands)
    {
        Add("star", render: $"({{ points }}) => `<b>${{points}}</b>`; {heights}");
        System.Text.Json.Nodes.JsonObject Words() => Markdown(string.Join(' ', Enumerable.Repeat("word", 100)));
        System.Text.Json.Nodes.JsonObject Star(int points) => Code("1", Display((type, new System.Text.Json.Nodes.JsonObject { ["points"] = points }), ("text/plain", "plain"))).Tagged("chart");

        Assert.Equal(stands, Page(Notebook(Words(), Star(3))).QuerySelector(".spread [data-component=star]") is not null);
        Assert.Null(Page(Notebook(Words(), Star(4))).QuerySelector(".spread"));
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

    [Theory]
    [InlineData("<div class=\"lanes\" style=\"--count: 3\"><i style=\"left: 12.5%; top: 8.33%\"></i></div>")]
    [InlineData("<button type=\"button\" data-do=\"play\" aria-pressed=\"false\">▶ Play</button>")]
    [InlineData("<label>speed <select><option value=\"1\" selected=\"\">1</option></select></label>")]
    [InlineData("<input type=\"range\" min=\"0\" max=\"9\" step=\"any\" value=\"3\" aria-valuetext=\"3 s\">")]
    [InlineData("<svg viewBox=\"0 0 9 9\" preserveAspectRatio=\"none\" role=\"img\"><title>a &lt; b</title><path data-kind=\"runs\" vector-effect=\"non-scaling-stroke\" d=\"M0 0h9\"></path></svg>")]
    [InlineData("<figure><p aria-live=\"polite\"></p><details><summary>url(x) in words</summary><a href=\"https://example.org/\" data-at=\"url(x)\">x</a></details></figure>")]
    public void What_a_component_needs_to_draw_stays(string markup)
    {
        Add("star", render: "({ text }) => text");
        var page = Page(new System.Text.Json.Nodes.JsonObject { ["text"] = markup }.ToJsonString());
        Assert.Equal(markup, page.QuerySelector("[data-component=star]")!.InnerHtml.Trim());
    }

    [Theory]
    [InlineData("<p style=\"--paint: url(https://example.org/x)\">x</p>")]
    [InlineData("<p style=\"background: url(https://example.org/x)\">x</p>")]
    [InlineData("<p style=\"position: fixed; left: 0px\">x</p>")]
    [InlineData("<svg><rect fill=\"url(https://example.org/x#y)\"></rect></svg>")]
    [InlineData("<img src=\"data:text/html,x\">")]
    [InlineData("<a href=\"data:text/html,x\">x</a>")]
    public void What_reaches_out_of_a_component_goes(string markup)
    {
        Add("star", render: "({ text }) => text");
        var drawn = Page(new System.Text.Json.Nodes.JsonObject { ["text"] = markup }.ToJsonString()).QuerySelector("[data-component=star]")!.InnerHtml;
        Assert.DoesNotContain("url(", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("fixed", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("data:", drawn, StringComparison.Ordinal);
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
    [InlineData("curves", """{"title":"<img src=x onerror=x>","caption":"<b>","x":"<i>","y":"<u>","fromZero":{"x":true,"y":true},"series":[{"name":"<s>","dash":"<q>","dots":true,"points":[[0,1],[1,2]]}]}""")]
    [InlineData("chooser", """{"title":"<img src=x onerror=x>","caption":"<b>","questions":["<i>"],"results":["<u>"],"rows":[{"answers":["<s>"],"results":["<q>"]}]}""")]
    public void The_books_own_components_write_data_as_text(string component, string json)
    {
        var drawn = Drawn(component, json);
        Assert.Contains("<img src=x onerror=x>", drawn.TextContent, StringComparison.Ordinal);
        Assert.Empty(drawn.QuerySelectorAll("img, u, s, em, q, a"));
    }

    [Fact]
    public void A_verdict_says_once_what_all_say_alike()
    {
        const string json = """{"verdicts":[{"title":"t","languages":["C#","Python"],"rows":[{"what":"same","expected":"1","found":[{"language":"C#","text":"1","judgement":"parity"},{"language":"Python","text":"1","judgement":"parity"}]},{"what":"other","expected":"1","found":[{"language":"C#","text":"2","judgement":"difference"},{"language":"Python","text":"1","judgement":"parity"}]},{"what":"alone","expected":"1","found":[{"language":"C#","text":"1","judgement":"parity"}]}],"rules":[]}]}""";
        var verdict = Drawn("verdict", json);
        Assert.Equal(["other", "alone"], verdict.QuerySelectorAll("tbody th").Select(row => row.TextContent));
        Assert.Equal(["✓ parity", "same"], verdict.QuerySelectorAll(".same dt").Select(what => what.TextContent));
        Assert.Equal(["the spec · C# · Python", "1"], verdict.QuerySelectorAll(".same dd").Select(value => value.TextContent));
    }

    [Fact]
    public void Code_that_only_compares_what_other_languages_found_stands_behind_what_it_shows()
    {
        Add("star", render: "() => '<p>x</p>'");
        static System.Text.Json.Nodes.JsonObject Star() => Display((type, System.Text.Json.Nodes.JsonNode.Parse("{}")), ("text/plain", "plain"));
        string? Fold(string code, params System.Text.Json.Nodes.JsonObject[] outputs) => Page(Notebook(Code(code, outputs))).QuerySelector(".outputs + .folded summary")?.TextContent;
        Assert.Equal("How this is compared", Fold("#!set --name a --value @python:a\nJudge(a)", Star()));
        Assert.Null(Fold("Judge(1)", Star()));
        Assert.Null(Fold("#!set --name a --value @python:a\nJudge(a)", Star(), Stream("1")));
    }

    private static IElement Drawn(string component, string json)
    {
        var notebook = Notebook(Code("1", Display(($"application/vnd.async-workbook.{component}+json", System.Text.Json.Nodes.JsonNode.Parse(json)))));
        var page = Read(HtmlExporter.Export(notebook, new PageContext("a.ipynb", notebook) { Components = PageComponents.Load(Repository.PathOf("src", "page", "components")) }));
        return page.QuerySelector($"[data-component={component}]")!;
    }

    private IHtmlDocument Page(Notebook notebook) =>
        Read(HtmlExporter.Export(notebook, new PageContext("a.ipynb", notebook) { Components = PageComponents.Load(Path.Combine(folder, "components")) }));

    private IHtmlDocument Page(string json)
    {
        return Page(Notebook(Code("1", Display((type, System.Text.Json.Nodes.JsonNode.Parse(json)), ("text/plain", "plain")))));
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
