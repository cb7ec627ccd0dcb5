using System.Text.Json.Nodes;
using CsCheck;
using static AsyncWorkbook.Engine.Tests.Html.ExportedPage;

namespace AsyncWorkbook.Engine.Tests.Html;

/// <summary>Whatever text a notebook holds, where it is text it stays text: a reader sees it and the page keeps its shape.</summary>
public class EscapingTests
{
    /// <summary>Text that is likely to break out of HTML, mixed with ordinary characters and line ends.</summary>
    private static readonly Gen<string> hostile = Gen.OneOf(
        Gen.OneOf("<script>alert(1)</script>", "</pre>", "</code>", "</section>", "</main>", "-->", "<!--", "<![CDATA[", "&lt;", "&", "\"", "'", "<", ">",
            "</details>", "<img src=x onerror=alert(1)>", "${x}", "$\"{a}\"", "`${", "f\"{", "\"\"\"", "//", "/*", "#!", "#!python", "\n", "  ", "é", "😀", "\u2028"),
        Gen.Char[' ', '~'].Select(character => character.ToString())).Array[0, 12].Select(parts => string.Concat(parts));

    [Fact]
    public void Printed_text() => hostile.Sample(text =>
        Assert.Equal(text.TrimEnd('\n'), Of(Code("1", Stream(text))).QuerySelector("pre.stream")!.TextContent));

    [Fact]
    public void Plain_values() => hostile.Sample(text =>
        Assert.Equal(text.TrimEnd('\n'), Of(Code("1", Display(("text/plain", text)))).QuerySelector("pre.value")!.TextContent));

    [Theory]
    [InlineData("csharp")]
    [InlineData("javascript")]
    [InlineData("python")]
    [InlineData("no such kernel")]
    public void Code_with_its_colours(string kernel) => hostile.Sample(text =>
    {
        var code = "x" + text;
        var sources = Of(Code(code).In(kernel)).QuerySelectorAll(".source code").Select(source => source.TextContent);
        Assert.Equal(code.TrimEnd(), string.Concat(sources).TrimEnd());
    });

    [Fact]
    public void Names_and_errors() => hostile.Where(text => text.Trim().Length > 0).Sample(text =>
    {
        var page = Of(Code("1", Error("Error", text, "first", text + ".", "last")).In(text).Tagged(text));
        Assert.Contains("Error: " + text.Trim(), page.QuerySelector(".error .what")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"first\n{text}.\nlast", page.QuerySelector(".traceback")!.TextContent);
        Assert.Equal(text, page.QuerySelector(".language")!.TextContent);
    });

    [Fact]
    public void Chart_values() => hostile.Sample(text =>
    {
        var figure = new JsonObject { ["data"] = new JsonArray(text), ["layout"] = new JsonObject { ["title"] = text } };
        var page = Of(Code("1", Display(("application/vnd.plotly.v1+json", figure.DeepClone()))));
        var carried = JsonNode.Parse(page.QuerySelector(".chart script")!.TextContent);
        Assert.True(JsonNode.DeepEquals(figure, carried));
    });

    [Fact]
    public void The_shape_of_the_page_is_the_same_whatever_the_text_is()
    {
        var expected = Shape("harmless");
        hostile.Where(text => text.Trim().Length > 0).Sample(text => Assert.Equal(expected, Shape(text)));
    }

    private static string Shape(string text)
    {
        var page = Of(Code("1", Stream(text), Display(("text/plain", text)), Display(("image/png", text), ("text/plain", text)), Error(text, text, "x")).In(text).Tagged(text));
        return string.Join(' ', page.All.Select(element => element.LocalName));
    }
}
