using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>Python values as mime bundles, and the functions that show them.</summary>
[StartsProcesses]
public sealed class PythonDisplayTests : PythonCells
{
    [Fact]
    public async Task An_object_is_shown_in_all_forms_that_it_offers()
    {
        var (_, shown) = await Live.RunAsync("""
            class Shape:
                def _repr_html_(self): return '<b>'
                def _repr_svg_(self): return None
                def _repr_png_(self): return b'\x89PNG'
                def _repr_mimebundle_(self, include=None, exclude=None): return {'application/x+json': {'a': 1}}, {'k': 'v'}
                def __repr__(self): return 'shape'
            Shape()
            """);

        var result = Assert.Single(shown.Outputs.OfType<ResultOutput>());
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"application/x+json": {"a": 1}, "text/html": "<b>", "image/png": "iVBORw==", "text/plain": "shape"}"""),
            result.Data));
        Assert.Equal("v", (string?)result.Metadata["k"]);
    }

    [Fact]
    public async Task Display_shows_and_updates_in_order_with_what_is_printed()
    {
        var (_, shown) = await Live.RunAsync("""
            print('a', end='')
            handle = display(HTML('<b>'), display_id=True)
            handle.update('c')
            clear_output(wait=True)
            display(1, 2)
            """);

        Assert.Equal(["StreamOutput", "DisplayOutput", "UpdateOutput", "ClearOutput", "DisplayOutput", "DisplayOutput"], shown.Outputs.Select(output => output.GetType().Name));
        var display = (DisplayOutput)shown.Outputs[1];
        Assert.Equal("<b>", (string?)display.Data["text/html"]);
        Assert.NotNull(display.DisplayId);
        Assert.Equal(display.DisplayId, ((UpdateOutput)shown.Outputs[2]).DisplayId);
    }

    [Fact]
    public async Task What_is_not_json_cannot_be_displayed_as_json()
    {
        var (status, shown) = await Live.RunAsync("class N:\n    def _repr_json_(self): return float('nan')\ndisplay(N())");

        Assert.Equal((ExecutionStatus.Error, "ValueError"), (status, shown.Error?.Name));
        Assert.Equal("1", await TextAsync("1"));
    }

    [Fact]
    public async Task IPython_display_is_there_whether_ipython_is_installed_or_not()
    {
        var (status, shown) = await Live.RunAsync("""
            from IPython.display import HTML, Image, Javascript, JSON, Latex, Markdown, SVG, clear_output, display, update_display
            handle = display(HTML('<b>'), display_id='x')
            display(Markdown('*m*'), JSON({'a': 1}))
            update_display(Latex('$l$'), display_id='x')
            """);

        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
        Assert.Equal(
            ["text/html", "text/markdown", "application/json", "text/latex"],
            shown.Outputs.Select(output => (output is UpdateOutput update ? update.Data : ((DisplayOutput)output).Data)
                .Select(part => part.Key).First(mime => mime != "text/plain")));
        Assert.Equal("x", ((UpdateOutput)shown.Outputs[3]).DisplayId);
    }

    [Fact]
    public async Task The_stand_in_for_ipython_has_what_notebooks_use()
    {
        var (status, shown) = await Live.RunAsync("""
            import sys
            sys.meta_path[:] = [finder for finder in sys.meta_path if 'PathFinder' not in str(finder)]
            import IPython
            from IPython.core.display import display, HTML
            from IPython.display import Image
            display(Image(b'\x89PNG', width=3))
            IPython.get_ipython() is None and HTML('<b>')
            """);

        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
        var image = Assert.IsType<DisplayOutput>(shown.Outputs[0]);
        Assert.Equal("iVBORw==", (string?)image.Data["image/png"]);
        Assert.Equal(3, (int)image.Metadata["image/png"]!["width"]!);
        Assert.Equal("HTML('<b>')", shown.ResultText);
    }

    [Fact]
    public async Task A_value_that_shows_itself_is_shown_once()
    {
        var (_, shown) = await Live.RunAsync("class Own:\n    def _ipython_display_(self): print('own')\ndisplay(Own())\nOwn()");

        Assert.Equal(["own\n", "own\n"], shown.Outputs.Select(output => ((StreamOutput)output).Text));
    }

    [Theory]
    [InlineData("display(HTML('<b>'), include=['text/html'])", "HTML('<b>')")]
    [InlineData("display(HTML('<b>'), exclude={'text/plain'})", "HTML('<b>')")]
    [InlineData("display({'text/html': '<b>', 'text/plain': 'bold'}, raw=True)", "bold")]
    public async Task What_is_shown_always_has_plain_text(string code, string expected)
    {
        var (_, shown) = await Live.RunAsync(code);

        var display = Assert.IsType<DisplayOutput>(Assert.Single(shown.Outputs));
        Assert.Equal(("<b>", expected), ((string?)display.Data["text/html"], (string?)display.Data["text/plain"]));
    }

    [Fact]
    public async Task A_mime_bundle_is_shown_as_it_is_and_as_plain_text()
    {
        var (_, shown) = await Live.RunAsync("display({'text/html': '<b>', 'image/png': b'x'}, raw=True, metadata={'a': 1})");

        var display = Assert.IsType<DisplayOutput>(Assert.Single(shown.Outputs));
        Assert.Equal("""{"text/html":"<b>","image/png":"eA==","text/plain":"<text/html, image/png>"}""", display.Data.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(1, (int)display.Metadata["a"]!);
    }

    [Fact]
    public async Task An_expression_that_ends_in_a_semicolon_shows_nothing()
    {
        foreach (var code in new[] { "5;", "(5) ;  # five", "'é'; 5;", "[\n  5,\n];" })
        {
            var (status, shown) = await Live.RunAsync(code);
            Assert.Equal((ExecutionStatus.Ok, 0), (status, shown.Outputs.Count));
        }
    }

    [Fact]
    public async Task The_last_results_have_names_unless_the_reader_uses_them()
    {
        await Live.RunAsync("1");
        await Live.RunAsync("2;");
        await Live.RunAsync("print(3)");
        Assert.Equal("(1, True)", (await Live.RunAsync("_, '__' not in globals()")).Shown.ResultText);
        Assert.Equal("((1, True), 1)", (await Live.RunAsync("_, __")).Shown.ResultText);
        await Live.RunAsync("_ = 'mine'\n4");
        Assert.Equal("'mine'", (await Live.RunAsync("_")).Shown.ResultText);
    }
}
