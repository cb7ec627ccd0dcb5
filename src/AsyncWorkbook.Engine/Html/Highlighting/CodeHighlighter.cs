using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Html.Markup;
using AsyncWorkbook.Engine.Languages;
using ColorCode.Parsing;

namespace AsyncWorkbook.Engine.Html.Highlighting;

/// <summary>Turns code into HTML whose words carry what they are, for the style sheet to colour.</summary>
internal sealed partial class CodeHighlighter
{
    private readonly Grammars grammars;
    private readonly LanguageParser parser;

    /// <summary>Makes a highlighter.</summary>
    /// <param name="kernels">Declares the languages.</param>
    public CodeHighlighter(KernelCatalog kernels)
    {
        grammars = new Grammars(kernels);
        parser = new LanguageParser(grammars, grammars);
    }

    /// <summary>Renders code.</summary>
    /// <param name="code">The code; any text.</param>
    /// <param name="language">A kernel's name or what a Markdown fence says; text of languages without highlighting stays plain.</param>
    public HtmlMarkup Render(string code, string? language)
    {
        if (language == "diff")
        {
            return $"{code.Split('\n').SelectMany((line, i) => new[] { i > 0 ? HtmlMarkup.Text("\n") : HtmlMarkup.None, Difference(line) })}";
        }

        if (grammars.FindById(language ?? "") is not { } grammar)
        {
            return HtmlMarkup.Text(code);
        }

        var parts = new List<HtmlMarkup>();
        try
        {
            parser.Parse(code, grammar, (text, scopes) => parts.Add(Render(text, 0, text.Length, scopes)));
            return $"{parts}";
        }
        catch (RegexMatchTimeoutException)
        {
            return HtmlMarkup.Text(code); // made to defeat the expressions: readable without colours
        }
    }

    private static HtmlMarkup Difference(string line) => line switch
    {
        ['+', ..] => $"<span class=\"added\">{line}</span>",
        ['-', ..] => $"<span class=\"removed\">{line}</span>",
        _ => HtmlMarkup.Text(line),
    };

    private static HtmlMarkup Render(string text, int start, int end, IList<Scope> scopes)
    {
        var html = new HtmlMarkup(end - start, scopes.Count);
        foreach (var scope in scopes)
        {
            html.AppendFormatted(text.AsSpan(start, scope.Index - start));
            var inner = Render(text, scope.Index, scope.Index + scope.Length, scope.Children);
            var mark = scope.Name == "comment" ? LineMark().Match(text, scope.Index, scope.Length) : Match.Empty;
            HtmlMarkup span = mark.Success
                ? (HtmlMarkup)$"<span class=\"mark\" data-mark=\"{mark.ValueSpan[^1] - '①' + 1}\">{mark.Value}</span><span class=\"comment\">{text.AsSpan(mark.Index + mark.Length, scope.Length - mark.Length)}</span>"
                : $"<span class=\"{scope.Name}\">{inner}</span>";
            html.AppendFormatted(span);
            start = scope.Index + scope.Length;
        }

        html.AppendFormatted(text.AsSpan(start, end - start));
        return html;
    }

    /// <summary>A comment that marks its line with a number in a circle: lines of one number do the same in each language.</summary>
    [GeneratedRegex(@"\G(?://|#|--|;|%)[ \t]*[\u2460-\u2473]")]
    private static partial Regex LineMark();
}
