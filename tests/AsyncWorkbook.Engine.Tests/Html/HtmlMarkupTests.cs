using AsyncWorkbook.Engine.Html.Markup;

namespace AsyncWorkbook.Engine.Tests.Html;

/// <summary>What stands in the holes of markup is encoded, unless it is markup.</summary>
public sealed class HtmlMarkupTests
{
    private const string hostile = "<b>\"'&\r\0</b>";
    private const string harmless = "&lt;b&gt;&quot;&#39;&amp;&#13;\uFFFD&lt;/b&gt;";

    [Fact]
    public void Text_is_encoded_and_markup_is_not()
    {
        HtmlMarkup inner = $"<i>{hostile}</i>";
        HtmlMarkup html = $"<p title=\"{hostile}\">{inner}{HtmlMarkup.Text(hostile)}{hostile.AsSpan()}{12}{(string?)null}</p>";
        Assert.Equal($"<p title=\"{harmless}\"><i>{harmless}</i>{harmless}{harmless}12</p>", html.ToString());
    }

    [Fact]
    public void Parts_stand_one_behind_the_other()
    {
        HtmlMarkup html = $"<ul>{new[] { "a", "<" }.Select<string, HtmlMarkup>(item => $"<li>{item}</li>")}</ul>{HtmlMarkup.None}{HtmlMarkup.Trusted("<hr>")}";
        Assert.Equal("<ul><li>a</li><li>&lt;</li></ul><hr>", html.ToString());
    }

    [Fact]
    public void Markup_is_not_changed_by_what_it_becomes_part_of()
    {
        HtmlMarkup part = $"<b>1</b>";
        HtmlMarkup whole = $"{part}{part}";
        Assert.Equal(("<b>1</b>", "<b>1</b><b>1</b>", ""), (part.ToString(), whole.ToString(), default(HtmlMarkup).ToString()));
    }
}
