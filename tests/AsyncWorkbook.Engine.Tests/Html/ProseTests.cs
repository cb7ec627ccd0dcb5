using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Html;
using static AsyncWorkbook.Engine.Tests.Html.ExportedPage;

namespace AsyncWorkbook.Engine.Tests.Html;

public class ProseTests
{
    [Fact]
    public void Headings_are_an_outline_with_one_title_and_ids_of_their_own()
    {
        var page = Of(Markdown("# Title\n\n#### Too deep\n\n## Same"), Markdown("## Same\n\n# Another title"));

        var headings = page.QuerySelectorAll("main :is(h1, h2, h3, h4, h5, h6)");
        Assert.Equal(["H1", "H2", "H2", "H2", "H2"], headings.Select(heading => heading.TagName));
        Assert.Equal(["title", "too-deep", "same", "same-1", "another-title"], headings.Select(heading => heading.Id));
    }

    [Fact]
    public void A_notebook_without_a_title_is_called_by_its_file_name() =>
        Assert.Equal("01-chapter", Of(Markdown("Only text.")).QuerySelector("h1")!.TextContent);

    [Fact]
    public void Contents_lead_to_every_section()
    {
        var page = Of(Markdown("# T\n\n## Über *die* Bretter"), Markdown("## C# & `await`"));

        var links = page.QuerySelectorAll(".contents a");
        Assert.Equal(["Über die Bretter", "C# & await"], links.Select(link => link.TextContent));
        Assert.All(links, link => Assert.NotNull(page.GetElementById(Uri.UnescapeDataString(link.GetAttribute("href")![1..]))));
    }

    [Fact]
    public void Links_to_chapters_of_the_site_lead_to_their_pages()
    {
        var first = Notebook(Markdown("# One\n\n[a](02-two.ipynb) [b](./02-two.ipynb#part) [c](03-none.ipynb) [d](../x.json) [e](#here) [f](https://example.org/)"));
        var second = Notebook(Markdown("# Two"));
        ChapterLink[] chapters = [ChapterLink.Of("01-one.ipynb", first), ChapterLink.Of("02-two.ipynb", second)];

        var page = Read(HtmlExporter.Export(first, new PageContext(chapters, 0)));

        Assert.Equal(
            ["02-two.html", "02-two.html#part", "#here", "https://example.org/"],
            page.QuerySelectorAll("main section.prose a").Select(link => link.GetAttribute("href")));
        Assert.Contains("c d", page.QuerySelector("main section.prose")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("02-two.html", page.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector("a[rel=prev]"));
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JavaScript&#58;alert(1))")]
    [InlineData("[x](data:text/html,hello)")]
    [InlineData("[x](//example.org/x)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<a href=\" java\nscript:alert(1)\">x</a>")]
    public void Links_that_run_or_read_something_are_words(string markdown)
    {
        var page = Of(Markdown(markdown));
        Assert.Empty(page.QuerySelectorAll("main section.prose a[href]"));
        Assert.Contains('x', page.QuerySelector("main section.prose")!.TextContent);
    }

    [Fact]
    public void Attached_and_neighbouring_images_travel_within_the_page()
    {
        var cell = Markdown("![dot](attachment:dot.png) ![loop](images/loop.svg) ![far](https://example.org/a.png) ![none](none.png)");
        cell["attachments"] = new JsonObject { ["dot.png"] = new JsonObject { ["image/png"] = "AAAA" } };
        var notebook = Notebook(cell);
        var context = new PageContext("a.ipynb", notebook) { ReadFile = path => path == "images/loop.svg" ? "<svg/>"u8.ToArray() : null };

        var page = Read(HtmlExporter.Export(notebook, context));

        Assert.Equal(
            ["data:image/png;base64,AAAA", "data:image/svg+xml;base64,PHN2Zy8+"],
            page.QuerySelectorAll("main img").Select(image => image.GetAttribute("src")));
        Assert.Contains("far none", page.QuerySelector("main section.prose")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_that_prose_is_made_of_is_kept()
    {
        var page = Of(Markdown("H<sub>2</sub>O\n\n<details open><summary>Why?</summary>\n\nBecause *so*.\n\n</details>\n\n| a |\n|--:|\n| 1 |"));

        Assert.Equal("2", page.QuerySelector("main sub")!.TextContent);
        Assert.Equal("so", page.QuerySelector("main details[open] em")!.TextContent);
        Assert.Equal("text-align: right;", page.QuerySelector("main td")!.GetAttribute("style"));
    }

    [Fact]
    public void A_column_without_a_name_has_no_header() =>
        Assert.Equal(["TD", "TH"], Of(Markdown("|  | a |\n|--:|---|\n| 1 | 2 |")).QuerySelectorAll("main thead *").Skip(1).Select(cell => cell.TagName));

    [Theory]
    [InlineData("<script>alert(1)</script>text")]
    [InlineData("<b onclick=\"alert(1)\" style=\"position:fixed\">text</b>")]
    [InlineData("<iframe src=\"https://example.org\"></iframe>text")]
    [InlineData("<form action=\"https://example.org\"><input name=x>text</form>")]
    [InlineData("<svg><script>alert(1)</script></svg>text")]
    [InlineData("</section></main></body><base href=\"https://example.org/\">text")]
    [InlineData("<img src=\"https://example.org/x.png\" alt=\"text\" onerror=\"alert(1)\">")]
    [InlineData("<style>body { display: none }</style>text")]
    [InlineData("<meta http-equiv=\"refresh\" content=\"0\">text")]
    public void Html_that_does_something_is_taken_out_of_prose(string markdown)
    {
        var page = Of(Markdown("# T\n\n" + markdown), Markdown("after"));

        var main = page.QuerySelector("main")!;
        Assert.Empty(main.QuerySelectorAll("script, iframe, form, input, svg, base, style, meta, [onclick], [onerror], [style], [src]"));
        Assert.Contains("text", main.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, main.QuerySelectorAll("article > section.prose").Length);
    }

    [Fact]
    public void Footnotes_are_numbered_through_the_page_and_lead_there_and_back()
    {
        var page = Of(Markdown("One[^a].\n\n[^a]: First."), Markdown("Two[^a].\n\n[^a]: Second."));

        Assert.Equal(["1", "2"], page.QuerySelectorAll("a.footnote-ref").Select(link => link.TextContent));
        Assert.All(page.QuerySelectorAll("a.footnote-ref, a.footnote-back-ref"), link =>
            Assert.Single(page.All, element => "#" + element.Id == link.GetAttribute("href")));
    }

    [Fact]
    public void What_is_below_a_second_title_moves_down_with_it()
    {
        var page = Of(Markdown("# T\n## a\n# Part two\n## b\n### c\n# Part three\n## d"));
        Assert.Equal(
            ["H1 T", "H2 a", "H2 Part two", "H3 b", "H4 c", "H2 Part three", "H3 d"],
            page.QuerySelectorAll("main :is(h1, h2, h3, h4)").Select(heading => $"{heading.TagName} {heading.TextContent}"));
    }

    [Theory]
    [InlineData("[x](#Part-two)\n\n## Part two", "Part-two")]
    [InlineData("[x](#here)\n\n<a name=\"here\"></a>There.", "here")]
    [InlineData("[x](#there)\n\n<span id=\"there\">There.</span>", "there")]
    public void Places_have_the_names_that_Jupyter_and_HTML_give_them(string markdown, string place) =>
        Assert.NotNull(Of(Markdown("# T"), Markdown(markdown)).GetElementById(place));

    [Fact]
    public void What_lies_elsewhere_becomes_a_link_with_its_description()
    {
        var page = Of(Markdown("![A board](https://example.org/x.png)\n\n[![A badge](https://example.org/y.svg)](https://example.org/)\n\n<iframe src=\"https://example.org/z\" title=\"A film\"></iframe>\n\n"
            + "<object data=\"https://example.org/o\" title=\"A game\"></object> <img srcset=\"https://example.org/s.png 1x, https://example.org/l.png 2x\" alt=\"A set\"> <video><source src=\"https://example.org/v\"></video>"));
        Assert.Equal(
            [
                "A board https://example.org/x.png", "A badge https://example.org/", "A film https://example.org/z",
                "A game https://example.org/o", "A set https://example.org/s.png", "https://example.org/v https://example.org/v",
            ],
            page.QuerySelectorAll("main section a").Select(link => $"{link.TextContent} {link.GetAttribute("href")}"));
    }

    [Fact]
    public void A_diagram_in_Mermaid_has_its_text_for_those_without_scripts_and_a_place_to_be_drawn()
    {
        var page = Of(Markdown("```mermaid\ngraph TD\n```"));
        Assert.Equal("graph TD", page.QuerySelector("pre[data-language=mermaid]")!.TextContent.Trim());
        Assert.NotNull(page.QuerySelector(".diagram > .drawn:empty + details[open] pre"));
        Assert.NotNull(page.QuerySelector("script[src='assets/diagrams.js']"));
    }

    [Fact]
    public void A_difference_shows_what_came_and_what_went()
    {
        var page = Of(Markdown("```diff\n+ await b;\n- await a;\n  c\n```"));
        Assert.Equal("+ await b;", page.QuerySelector("main pre .added")!.TextContent);
        Assert.Equal("- await a;", page.QuerySelector("main pre .removed")!.TextContent);
        Assert.Equal("+ await b;\n- await a;\n  c", page.QuerySelector("main pre")!.TextContent.TrimEnd('\n'));
    }

    [Fact]
    public void Fenced_code_is_coloured_in_its_language() =>
        Assert.Equal("await", Of(Markdown("```js\nawait x\n```")).QuerySelector("main pre .keyword")!.TextContent);
}
