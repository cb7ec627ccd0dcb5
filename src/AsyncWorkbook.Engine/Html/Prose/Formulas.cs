using System.Globalization;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Html.Markup;

namespace AsyncWorkbook.Engine.Html.Prose;

/// <summary>The formulas of a text. A mark stands for each until the text around it is cleaned: what Temml made is clean.</summary>
internal sealed partial class Formulas
{
    private const char begin = '\uE000', end = '\uE001';

    private readonly List<HtmlMarkup> all = [];

    /// <summary>Takes a formula, and gives the mark for it.</summary>
    public string Add(string tex, bool isBlock)
    {
        all.Add(Formula.Render(tex, isBlock));
        return string.Create(CultureInfo.InvariantCulture, $"{begin}{all.Count - 1}{end}");
    }

    /// <summary>The text with the formulas in the places of their marks.</summary>
    public HtmlMarkup PutInto(HtmlMarkup html) => all.Count == 0
        ? html
        : HtmlMarkup.Trusted(Mark().Replace(html.ToString(), mark =>
            int.TryParse(mark.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < all.Count ? all[index].ToString() : mark.Value));

    [GeneratedRegex("\uE000([0-9]+)\uE001")]
    private static partial Regex Mark();
}
