using System.Text;
using System.Text.RegularExpressions;
using ColorCode.Parsing;

namespace AsyncWorkbook.Engine.Html.Highlighting;

/// <summary>Turns code into escaped HTML whose words carry what they are, for the style sheet to colour.</summary>
internal static class CodeHighlighter
{
    private static readonly LanguageParser parser = new(Grammars.Instance, Grammars.Instance);

    /// <summary>Appends code as HTML.</summary>
    /// <param name="html">The page so far.</param>
    /// <param name="code">The code; any text.</param>
    /// <param name="language">A kernel's name or what a Markdown fence says; others than C#, JavaScript, Python and JSON stay plain.</param>
    public static void Append(StringBuilder html, string code, string? language)
    {
        if (Grammars.Instance.FindById(language?.ToLowerInvariant() ?? "") is not { } grammar)
        {
            HtmlText.Append(html, code);
            return;
        }

        var start = html.Length;
        try
        {
            parser.Parse(code, grammar, (text, scopes) => Append(html, text, 0, text.Length, scopes));
        }
        catch (RegexMatchTimeoutException)
        {
            // Text made to defeat the expressions: readable without colours.
            html.Length = start;
            HtmlText.Append(html, code);
        }
    }

    private static void Append(StringBuilder html, string text, int start, int end, IList<Scope> scopes)
    {
        foreach (var scope in scopes)
        {
            HtmlText.Append(html, text.AsSpan(start, scope.Index - start));
            html.Append("<span class=\"").Append(scope.Name).Append("\">");
            Append(html, text, scope.Index, scope.Index + scope.Length, scope.Children);
            html.Append("</span>");
            start = scope.Index + scope.Length;
        }

        HtmlText.Append(html, text.AsSpan(start, end - start));
    }
}
