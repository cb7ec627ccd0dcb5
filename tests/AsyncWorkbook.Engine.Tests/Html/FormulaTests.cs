using static AsyncWorkbook.Engine.Tests.Html.ExportedPage;

namespace AsyncWorkbook.Engine.Tests.Html;

/// <summary>Formulas are what they say, whatever Markdown would make of their characters.</summary>
public class FormulaTests
{
    [Theory]
    [InlineData("$a*b*c$", "a∗b∗c")]
    [InlineData("| x |\n|---|\n| $|x|$ |", "|x|")]
    [InlineData("$$\n\\begin{matrix} a \\\\ b \\end{matrix}\n$$", "ab")]
    [InlineData("<b>x</b> is $x_1 < y_2$", "x1<y2")]
    [InlineData("It is \\\\(a*b*c\\\\) and so on", "a∗b∗c")]
    [InlineData("\\\\[ a*b*c \\\\]", "a∗b∗c")]
    [InlineData("| x |\n|---|\n| \\\\(|x|\\\\) |", "|x|")]
    [InlineData("$x \\text{ for $y$}$ costs nothing", "xfory")]
    public void A_formula_is_protected_from_Markdown_and_drawn(string markdown, string text)
    {
        var page = Of(Markdown("# T\n\n" + markdown));
        var math = Assert.Single(page.QuerySelectorAll("main math"));
        Assert.Equal(text, string.Concat(math.TextContent.Where(character => !char.IsWhiteSpace(character) && character is not '\u2061')));
        Assert.Empty(page.QuerySelectorAll("main em"));
    }

    [Theory]
    [InlineData("\\begin{equation}\na*b*c = \\frac{1}{2}\n\\end{equation}", "main section > .formula math[display=block] mfrac")]
    [InlineData("It is so:\n\\begin{align*}\nx &= 1 \\\\\n\ny &= \\frac{1}{2}\n\\end{align*}\nThat is all.", "p + .formula mfrac")]
    [InlineData("- \\begin{equation} \\frac{1}{2} \\end{equation}", "li .formula mfrac")]
    public void An_environment_of_LaTeX_needs_no_dollars(string markdown, string drawn)
    {
        var page = Of(Markdown("# T\n\n" + markdown + "\n\nBehind *it*."));
        Assert.NotNull(page.QuerySelector(drawn));
        Assert.Equal("it", page.QuerySelector("main section > p:last-child em")!.TextContent);
    }

    [Theory]
    [InlineData("\\begin{equation} is how it begins.")]
    [InlineData("    \\begin{a}\n    \\end{a}")]
    [InlineData("`\\begin{a}\\end{a}`")]
    public void What_only_looks_like_an_environment_stays_text(string markdown) =>
        Assert.Empty(Of(Markdown("# T\n\n" + markdown)).QuerySelectorAll("main math, main .formula"));

    [Fact]
    public void A_formula_on_lines_of_its_own_is_a_block() =>
        Assert.Equal("block", Of(Markdown("$$\nx\n$$")).QuerySelector("main math")!.GetAttribute("display"));

    [Theory]
    [InlineData("It costs $5 or $10.", "It costs $5 or $10.")]
    [InlineData("`$a$`", "$a$")]
    [InlineData("`\\\\(a\\\\)` and \\\\(b", "\\\\(a\\\\) and \\(b")]
    [InlineData("From {$5 to {$10}.", "From {$5 to {$10}.")]
    [InlineData("2^10 and 2^20, ~5 or ~6, a++ or b++, x == 1 or y == 2", "2^10 and 2^20, ~5 or ~6, a++ or b++, x == 1 or y == 2")]
    public void What_is_no_formula_stays_text(string markdown, string text)
    {
        var page = Of(Markdown(markdown));
        Assert.Empty(page.QuerySelectorAll("main math"));
        Assert.Equal(text, page.QuerySelector("main section p")!.TextContent);
    }

    [Theory]
    [InlineData("\\no{such}{")]
    [InlineData("\\href{javascript:hit()}{x}")]
    public void What_cannot_be_drawn_is_shown_as_it_is_written(string tex)
    {
        var page = Of(Markdown($"a ${tex}$ b"));
        Assert.Equal(tex, page.QuerySelector("main code.formula")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main section a"));
    }

    [Fact]
    public void A_formula_of_any_depth_costs_no_more_than_itself()
    {
        var deep = new string('{', 5000) + "x" + new string('}', 5000);
        Assert.NotNull(Of(Markdown($"${deep}$"), Markdown("## End")).GetElementById("end"));
    }

    [Theory]
    [InlineData("$\\displaystyle \\frac{1}{2}$")]
    [InlineData("$$\\frac{1}{2}$$")]
    [InlineData("\\begin{equation}\\frac{1}{2}\\end{equation}")]
    public void Latex_of_a_cell_is_drawn(string latex) =>
        Assert.NotNull(Of(Code("1", Display(("text/latex", latex), ("text/plain", "1/2")))).QuerySelector(".outputs math mfrac"));
}
