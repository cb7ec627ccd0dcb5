using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Markup;

namespace AsyncWorkbook.Engine.Html;

/// <summary>The parameters of a chapter at a glance: their names, values, and what a comment behind them says.</summary>
internal static partial class ParameterChips
{
    /// <summary>Renders a cell tagged <c>parameters</c>; nothing if no line of it gives a name a value.</summary>
    public static HtmlMarkup Render(NotebookCell cell)
    {
        var chips = cell.Source.Split('\n').Select(line => Assignment().Match(line)).Where(match => match.Success)
            .Select<Match, HtmlMarkup>(match =>
            {
                var about = match.Groups["about"].Value.Trim();
                HtmlMarkup words = about.Length > 0 ? $" <span>{about}</span>" : HtmlMarkup.None;
                return $"<li><code>{match.Groups["name"].Value}</code> <b>{match.Groups["value"].Value.Trim()}</b>{words}</li>\n";
            })
            .ToList();
        return chips.Count == 0 ? HtmlMarkup.None : $"<ul class=\"parameters\" aria-label=\"Parameters\">\n{chips}</ul>\n";
    }

    [GeneratedRegex(@"^(?:(?:var|const|let|int|double|string|bool)\s+)?(?<name>[A-Za-z_]\w*)\s*=\s*(?<value>[^=;#/][^;#]*?)\s*;?\s*(?:(?://|#)(?<about>.*))?\s*$")]
    private static partial Regex Assignment();
}
