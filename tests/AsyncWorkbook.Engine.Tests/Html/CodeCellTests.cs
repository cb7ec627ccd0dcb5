using AngleSharp.Dom;
using static AsyncWorkbook.Engine.Tests.Html.ExportedPage;

namespace AsyncWorkbook.Engine.Tests.Html;

public class CodeCellTests
{
    [Theory]
    [InlineData("csharp", "C#")]
    [InlineData("javascript", "JavaScript")]
    [InlineData("python", "Python")]
    public void A_cell_says_its_language(string kernel, string name) =>
        Assert.Equal([name], Words(Of(Code("x").In(kernel)), ".language"));

    [Fact]
    public void A_cell_of_several_languages_is_coloured_section_by_section()
    {
        var page = Of(Code("var x = 1;\n#!python\ndef f(): pass\n#!c#\nvar y = 2;"));

        Assert.Equal(["C#", "Python"], Words(page, ".language"));
        Assert.Equal(["csharp", "python", "csharp"], page.QuerySelectorAll(".code > .source").Select(source => source.GetAttribute("data-language")));
        Assert.Equal(["var", "def", "pass", "var"], Words(page, ".keyword"));
        Assert.Equal(["#!python", "#!c#"], Words(page, ".directive"));
    }

    [Theory]
    [InlineData("csharp", "await foreach (var x in Read()) yield return $\"{x.Name}\";", "await foreach var in yield return", "Read", "$\"{x.Name}\"")]
    [InlineData("csharp", "record Move(double At, string Actor);", "record", "", "")]
    [InlineData("csharp", "var s = \"\"\"\n  say \"await\"\n  \"\"\";", "var", "", "\"\"\"\n  say \"await\"\n  \"\"\"")]
    [InlineData("javascript", "for await (const x of read()) yield `a ${x.of} b`;", "for await const of yield", "read", "`a ${x.of} b`")]
    [InlineData("javascript", "const ok = /await [\"']/.test(x) // done", "const", "test", "/await [\"']/")]
    [InlineData("python", "async with f() as x: await g(f'{x!r} await')", "async with as await", "f g", "f'{x!r} await'")]
    [InlineData("python", "match x:\n    case 1: pass", "match case pass", "", "")]
    [InlineData("python", "match = re.match(r'\\d', case)", "", "match", "r'\\d'")]
    public void Words_have_their_colours(string kernel, string code, string keywords, string functions, string strings)
    {
        var page = Of(Code(code).In(kernel));
        Assert.Equal(keywords, string.Join(' ', Words(page, ".source > code > .keyword")));
        Assert.Equal(functions, string.Join(' ', Words(page, ".source > code > .function")));
        Assert.Equal(strings, string.Join(' ', Words(page, ".source > code > .string")));
    }

    [Fact]
    public void Holes_of_strings_are_coloured_as_code()
    {
        Assert.Equal(["1"], Words(Of(Code("$\"{f(1):N2}\"")), ".string .hole .number"));
        Assert.Equal(["1"], Words(Of(Code("`${f(1)}`").In("javascript")), ".string .hole .number"));
        Assert.Equal(["1"], Words(Of(Code("f'{f(1)}'").In("python")), ".string .hole .number"));
    }

    [Theory]
    [InlineData("parameters", "Edit me and run again")]
    [InlineData("raises-exception", "This cell is expected to fail")]
    [InlineData("skip-execution", "Not run")]
    [InlineData("node-only", "Needs Node")]
    [InlineData("local-only", "Not in a page: run it at home")]
    public void Tags_that_a_reader_has_to_know_are_said(string tag, string note) =>
        Assert.Equal([note], Words(Of(Code("x").Tagged(tag)), ".note"));

    [Fact]
    public void Hidden_input_and_output_are_there_to_unfold()
    {
        var input = Of(Code("secret", Stream("seen")).Tagged("hide-input"));
        Assert.Equal("secret", input.QuerySelector("details:not([open]) .source")!.TextContent);
        Assert.Null(input.QuerySelector("details .stream"));

        var output = Of(Code("seen", Stream("secret")).Tagged("hide-output"));
        Assert.Equal("secret", output.QuerySelector("details:not([open]) .stream")!.TextContent);
        Assert.Null(output.QuerySelector("details .source"));
    }

    [Fact]
    public void A_cell_that_has_not_run_shows_its_code_only()
    {
        var page = Of(Code("1 + 1"));
        Assert.Equal("1 + 1", page.QuerySelector(".source")!.TextContent);
        Assert.Null(page.QuerySelector(".outputs"));
    }

    [Fact]
    public void An_empty_cell_shows_nothing() => Assert.Null(Of(Code("\n")).QuerySelector(".cell"));

    [Fact]
    public void A_cell_can_be_linked_to_by_its_id()
    {
        var cell = Code("x");
        cell["id"] = "a b\"<";
        Assert.NotNull(Of(cell).GetElementById("cell-a-b--"));
    }

    private static IEnumerable<string> Words(IDocument page, string selector) =>
        page.QuerySelectorAll(selector).Select(element => element.TextContent);

    [Theory]
    [InlineData(29, null)]
    [InlineData(30, "All 30 lines")]
    public void Of_long_code_the_first_lines_are_shown_and_all_of_it_is_there(int lines, string? more)
    {
        var source = string.Join('\n', Enumerable.Range(1, lines).Select(line => $"x{line}();"));
        var page = Of(Code(source));
        Assert.Equal(more, page.QuerySelector(".code.long .more")?.TextContent);
        Assert.Equal(source, page.QuerySelector(".source")!.TextContent.TrimEnd('\n'));
    }

    [Fact]
    public void Marked_lines_are_never_left_out() =>
        Assert.Null(Of(Code($"{string.Join('\n', Enumerable.Repeat("x();", 40))}\ny(); // ①")).QuerySelector(".long"));
}
