using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AsyncWorkbook.Engine.Html;
using static AsyncWorkbook.Engine.Tests.Html.ExportedPage;

namespace AsyncWorkbook.Engine.Tests.Html;

public class OutputTests
{
    private const string plotly = "application/vnd.plotly.v1+json";

    [Fact]
    public void What_is_printed_to_the_two_streams_differs()
    {
        var page = Outputs(Stream("out\n"), Stream("err\n", "stderr"));
        Assert.Equal("out", page.QuerySelector(".stream:not(.stderr)")!.TextContent);
        Assert.Equal("err", page.QuerySelector(".stream.stderr")!.TextContent);
    }

    [Theory]
    [InlineData("\u001b[1;31mred\u001b[0m plain", "red plain")]
    [InlineData("\u001b]8;;https://example.org\u0007link\u001b]8;;\u0007", "link")]
    [InlineData(" 1%\r 50%\r100%\ndone\r\n", "100%\ndone")]
    [InlineData("bell\u0007 tab\t|", "bell tab\t|")]
    [InlineData("1%\b\b20%\b\b\b100%", "100%")]
    [InlineData("\b\bx", "x")]
    [InlineData("working...\r\u001b[Kdone", "done")]
    public void Text_for_terminals_reads_as_on_one(string printed, string read) =>
        Assert.Equal(read, Outputs(Stream(printed)).QuerySelector(".stream")!.TextContent);

    [Theory]
    [InlineData("\u001b[31mred\u001b[0m", "ansi-red")]
    [InlineData("\u001b[1;92mgood\u001b[39;22m", "ansi-green ansi-bold")]
    [InlineData("\u001b[38;5;4mblue", "ansi-blue")]
    public void Colours_of_terminals_are_the_pages(string printed, string style) =>
        Assert.Equal(style, Assert.Single(Outputs(Stream(printed + "\u001b[0m plain")).QuerySelectorAll(".stream span")).ClassName);

    [Fact]
    public void What_a_page_cannot_draw_is_read_as_its_maker_says_it()
    {
        const string widget = "application/vnd.jupyter.widget-view+json";
        Assert.Equal("a slider", Outputs(Display((widget, new JsonObject()), ("text/plain", "a slider"))).QuerySelector(".value")!.TextContent);
        Assert.NotNull(Outputs(Display((widget, new JsonArray("x")))).QuerySelector(".value .string"));
    }

    /// <summary>Every type that nbformat's description names, alone: none of them is an empty place.</summary>
    [Theory]
    [InlineData("text/plain", "a text", ".value", "a text")]
    [InlineData("text/markdown", "*a text*", ".rich em", "a text")]
    [InlineData("text/latex", "$x$", ".formula math", "x")]
    [InlineData("text/latex", "\\begin{nowhere}", ".value", "\\begin{nowhere}")]
    [InlineData("text/html", "<b>a text</b>", ".rich b", "a text")]
    [InlineData("image/svg+xml", "<svg/>", "img[src^='data:image/svg+xml;base64,']", "")]
    [InlineData("image/png", "AAAA", "img[src='data:image/png;base64,AAAA']", "")]
    [InlineData("image/jpeg", "AAAA", "img[src='data:image/jpeg;base64,AAAA']", "")]
    [InlineData("image/gif", "AAAA", "img[src='data:image/gif;base64,AAAA']", "")]
    [InlineData("application/pdf", "AA\nAA", "a[download='output.pdf'][href='data:application/pdf;base64,AAAA']", "Save the PDF, 1 KB")]
    [InlineData("application/javascript", "alert('<x>')", "details .source", "alert('<x>')")]
    [InlineData("text/javascript", "alert('<x>')", "details .source", "alert('<x>')")]
    [InlineData("application/json", "a text", ".value .string", "\"a text\"")]
    [InlineData("application/geo+json", "a text", ".value .string", "\"a text\"")]
    [InlineData("application/x-unheard-of", "a text", ".left-out", "Left out of this output: application/x-unheard-of, which a page cannot show.")]
    public void Every_type_has_something_to_read(string type, string content, string selector, string read)
    {
        var shown = Outputs(Display((type, content)));
        Assert.Equal(read, shown.QuerySelector(selector)?.TextContent.Trim());
        Assert.Empty(shown.QuerySelectorAll(".outputs script"));
    }

    [Fact]
    public void An_error_says_what_happened_once_and_where()
    {
        var page = Outputs(Error("ValueError", "no", "\u001b[31mTraceback:\u001b[0m\n", "  line 2\n", "ValueError: no\n"));
        Assert.Equal("ValueError: no", page.QuerySelector(".error .what")!.TextContent);
        Assert.Equal("Traceback:\n  line 2", page.QuerySelector(".error .traceback")!.TextContent);
    }

    [Fact]
    public void An_expected_error_looks_otherwise_than_a_failure()
    {
        Assert.Null(Outputs(Error("E", "x")).QuerySelector(".error.expected"));
        Assert.NotNull(Of(Code("x", Error("E", "x")).Tagged("raises-exception")).QuerySelector(".error.expected"));
    }

    [Theory]
    [InlineData(".rich b", "text/html", "image/png", "text/markdown", "text/plain")]
    [InlineData("img", "image/png", "text/markdown", "application/json", "text/plain")]
    [InlineData(".rich strong", "text/markdown", "application/json", "text/plain")]
    [InlineData(".value .string", "application/json", "text/plain")]
    [InlineData(".value", "text/plain", "text/latex")]
    [InlineData(".value", "text/latex")]
    public void The_richest_form_is_shown(string selector, params string[] mimes)
    {
        var bundle = mimes.Select(mime => (mime, (JsonNode?)(mime switch
        {
            "text/html" => "<b>x</b>",
            "text/markdown" => "**x**",
            "application/json" => new JsonArray("x"),
            _ => "x",
        }))).Reverse().ToArray();

        var outputs = Outputs(Display(bundle)).QuerySelector(".outputs")!;

        Assert.Single(outputs.Children);
        Assert.NotNull(outputs.QuerySelector(selector));
    }

    [Fact]
    public void An_image_has_its_description_and_size()
    {
        var output = Display(("image/png", "AA\nAA\n"), ("text/plain", "<Figure>"));
        output["metadata"]!["image/png"] = new JsonObject { ["width"] = 320, ["alt"] = "a ramp" };
        var image = (IHtmlImageElement)Outputs(output).QuerySelector(".outputs img")!;
        Assert.Equal(("data:image/png;base64,AAAA", "a ramp", "320"), (image.GetAttribute("src"), image.AlternativeText, image.GetAttribute("width")));
    }

    [Fact]
    public void A_chart_stands_with_its_caption_and_its_table()
    {
        var figure = new JsonObject { ["data"] = new JsonArray(), ["layout"] = new JsonObject { ["title"] = new JsonObject { ["text"] = "Knee" }, ["height"] = 512 } };
        var page = Outputs(Display(
            (plotly, figure),
            ("text/html", "<figure class=\"aw-figure\"><div class=\"aw-plot\"><svg></svg></div><figcaption>At 12.</figcaption><details open><summary>Table</summary><table></table></details></figure>"),
            ("text/plain", "chart")));

        var chart = Assert.Single(page.QuerySelectorAll(".outputs figure"));
        var place = chart.QuerySelector(".plot")!;
        Assert.Equal(("img", "Chart: Knee", "--height:512px"), (place.GetAttribute("role"), place.GetAttribute("aria-label"), place.GetAttribute("style")));
        Assert.NotNull(place.QuerySelector("svg")); // for readers without scripts
        Assert.Equal("At 12.", chart.QuerySelector("figcaption")!.FirstChild!.TextContent);
        Assert.NotNull(chart.QuerySelector("figcaption:last-child details table")); // HTML wants a caption to be last, or first
        Assert.NotNull(chart.QuerySelector("details:not([open]) table"));
    }

    [Fact]
    public void A_chart_does_not_load_the_library_that_its_html_would_load()
    {
        var page = Outputs(Display((plotly, new JsonObject()), ("text/html", "<script src=\"https://example.org/plotly.js\"></script>")));
        Assert.Empty(page.QuerySelectorAll("[src^=http]"));
        Assert.NotNull(page.QuerySelector(".chart .plot"));
    }

    [Theory]
    [InlineData("<b style='background: url(x)'>a</b>", "<b>a</b>")]
    [InlineData("<b style=\"cursor:\\\\75rl('x')\">a</b>", "<b>a</b>")]
    [InlineData("<b STYLE = background:url(x)>a</b>", "<b>a</b>")]
    [InlineData("<b style='background: url(x)", "<b")]
    [InlineData("<span style=\"color: rgb(1, 2, 3); font-size: 90%\">a</span>", "<span style=\"color: rgb(1, 2, 3); font-size: 90%\">a</span>")]
    public void Texts_of_a_chart_have_colours_and_ask_for_nothing(string text, string kept)
    {
        var figure = new JsonObject
        {
            ["data"] = new JsonArray(new JsonObject { ["text"] = new JsonArray(text) }),
            ["layout"] = new JsonObject { ["images"] = new JsonArray(new JsonObject { ["source"] = "https://example.org/x.png" }) },
        };
        var carried = JsonNode.Parse(Outputs(Display((plotly, figure))).QuerySelector(".chart script")!.TextContent)!;
        Assert.Equal(kept, (string?)carried["data"]![0]!["text"]![0]);
        Assert.Null(carried["layout"]!["images"]);
    }

    [Fact]
    public void What_draws_charts_is_loaded_where_there_are_charts_only_and_Plotly_by_no_page_at_first()
    {
        const string script = "script[src*=charts]";
        Assert.Null(Outputs(Stream("x")).QuerySelector(script));
        var charts = Outputs(Display((plotly, new JsonObject())));
        Assert.NotNull(charts.QuerySelector(script));
        Assert.Null(charts.QuerySelector("script[src*=plotly]"));
    }

    [Theory]
    [InlineData("</div></section></article></main></body></html>")]
    [InlineData("<table><tr><td>unclosed")]
    [InlineData("<!-- unclosed")]
    [InlineData("<textarea>unclosed")]
    [InlineData("<script>unclosed")]
    [InlineData("</pre></details></figure><p>")]
    [InlineData("<template><div>")]
    [InlineData("<plaintext>")]
    [InlineData("<script><!--<script>")]
    public void Html_of_a_cell_stays_in_its_output(string html)
    {
        foreach (var export in new[] { Of, Trusted })
        {
            var page = export([Code("1", Display(("text/html", html)), Stream("after")), Markdown("## End")]);
            Assert.Equal("after", page.QuerySelector("main > article > .cell > .outputs > .stream")!.TextContent);
            Assert.NotNull(page.QuerySelector("main > article > .prose > h2"));
        }
    }

    [Fact]
    public void Html_of_a_cell_cannot_lead_the_page_elsewhere() =>
        Assert.Empty(Trusted(Code("1", Display(("text/html", "<meta http-equiv=refresh content='0;url=https://example.org/'><base href='https://example.org/'>"))))
            .QuerySelectorAll("main base, main meta"));

    [Theory]
    [InlineData("<table><tr><th></th><th>a</th></tr><tr><th>b</th><td>c</td></tr></table>")]
    [InlineData("<table><tr><th scope='col'> </th><th>a</th></tr><tr><th>b</th><td>c</td></tr></table>")]
    public void A_corner_without_words_heads_nothing(string html) =>
        Assert.Equal(["TD", "TH", "TH", "TD"], Outputs(Display(("text/html", html))).QuerySelectorAll("main :is(th, td)").Select(cell => cell.TagName));

    [Fact]
    public void Scripts_run_on_pages_whose_cells_put_some_out_and_on_no_others()
    {
        Assert.DoesNotContain("script-src 'self' file: 'unsafe-inline'", Policy(Trusted(Code("1", Display(("text/html", "<b>x</b>"))))), StringComparison.Ordinal);
        Assert.Contains("script-src 'self' file: 'unsafe-inline'", Policy(Trusted(Code("1", Display(("text/html", "<script>1</script>"))))), StringComparison.Ordinal);
    }

    [Fact]
    public void Scripts_run_of_outputs_that_were_recorded_here_and_of_no_others()
    {
        var notebook = Notebook(Code("1", Display(("text/html", "<script>file</script>"))), Code("2", Display(("text/html", "<script>old</script>"))));
        notebook.Cells[1].SetOutputs([Display(("text/html", "<script>new</script>"))], 1);
        var told = 0;
        var page = Read(HtmlExporter.Export(notebook, new PageContext("a.ipynb", notebook) { OnLeftOut = () => told++ }));
        Assert.Equal("new", Assert.Single(page.QuerySelectorAll("main script")).TextContent);
        Assert.Single(page.QuerySelectorAll("main .left-out"));
        Assert.Equal(1, told);
    }

    [Theory]
    [InlineData("<table border=\"1\" class=\"dataframe\"><tbody><tr><th scope=\"row\">a</th><td style=\"text-align: right\">1</td></tr></tbody></table>")]
    [InlineData("<details class=\"dni-treeview\"><summary><span class=\"dni-code-hint\"><code>x</code></span></summary><div>1</div></details>")]
    [InlineData("<svg viewBox=\"0 0 9 9\" role=\"img\"><title>a &lt; b</title><rect x=\"1\" width=\"3\" height=\"2\" fill=\"currentColor\"></rect><text text-anchor=\"end\">x</text></svg>")]
    [InlineData("<svg><defs><clipPath id=\"a\"><circle r=\"2\"></circle></clipPath></defs><path clip-path=\"url(#a)\" d=\"M0 0L1 1\"></path></svg>")]
    [InlineData("<p>a<br>b <img src=\"data:image/png;base64,AAAA\" alt=\"x\"> <a href=\"https://example.org/\">there</a></p>")]
    public void What_values_are_made_of_is_kept_whoever_recorded_it(string html)
    {
        var page = Outputs(Display(("text/html", html)));
        Assert.Equal(html, page.QuerySelector(".rich")!.InnerHtml.Replace(";\"", "\"", StringComparison.Ordinal));
        Assert.Empty(page.QuerySelectorAll(".left-out"));
    }

    [Fact]
    public void A_document_that_a_link_carries_is_no_place_to_go_to() =>
        Assert.Equal("<a>x</a>", Outputs(Display(("text/html", "<a href='data:text/html,y'>x</a>"))).QuerySelector(".rich")!.InnerHtml);

    [Theory]
    [InlineData("<img src='https://example.org/x.png' alt='A board'>", "A board")]
    [InlineData("<iframe src='https://example.org/x.png' title='A film'></iframe>", "A film")]
    [InlineData("<video><source src='//example.org/x.png'></video>", "//example.org/x.png")]
    public void What_would_have_to_be_fetched_becomes_a_link(string html, string words)
    {
        foreach (var page in new[] { Outputs(Display(("text/html", html))), Trusted(Code("1", Display(("text/html", html)))) })
        {
            var link = (IHtmlAnchorElement)page.QuerySelector(".rich > a")!;
            Assert.Equal(("https://example.org/x.png", words), (link.Href, link.TextContent));
        }
    }

    [Theory]
    [InlineData("""{"output_type": "display_data", "data": {"text/html": 1, "text/plain": {"a": []}}}""")]
    [InlineData("""{"output_type": "display_data", "data": {"application/vnd.plotly.v1+json": {"data": 1, "layout": {"title": 3, "height": "tall"}}}}""")]
    [InlineData("""{"output_type": "display_data", "data": {"application/vnd.plotly.v1+json": {"layout": []}}}""")]
    [InlineData("""{"output_type": "display_data", "data": {"application/vnd.plotly.v1+json": "text"}}""")]
    [InlineData("""{"output_type": "display_data", "data": {"application/json": null}, "metadata": []}""")]
    [InlineData("""{"output_type": "display_data", "data": {"image/png": [], "text/plain": 7}, "metadata": {"image/png": 5}}""")]
    [InlineData("""{"output_type": "execute_result", "data": []}""")]
    [InlineData("""{"output_type": "stream", "text": {"x": 1}, "name": []}""")]
    [InlineData("""{"output_type": "error", "traceback": "text", "ename": 1}""")]
    [InlineData("""{"output_type": 12}""")]
    [InlineData("{}")]
    public void Outputs_of_the_wrong_shape_do_not_stop_the_page(string output) =>
        Assert.NotNull(Of(Code("1", (JsonObject)JsonNode.Parse(output)!), Markdown("## End")).GetElementById("end"));

    private static IHtmlDocument Outputs(params JsonObject[] outputs) => Of(Code("1", outputs));

    private static string Policy(IDocument page) => page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
}
