using AsyncWorkbook.Engine.Html.Markup;

namespace AsyncWorkbook.Engine.Html;

/// <summary>
/// Which parts of a page stand beside each other where there is room: a text and the code that it leads to, or that it speaks of.
/// Only what makes the page shorter does, and reading it from left to right is reading it from top to bottom.
/// </summary>
internal static class Spreads
{
    /// <summary>How much taller a text is in the narrow column than in its own.</summary>
    private const double narrower = 1.5;

    /// <summary>Pixels that have to be won.</summary>
    private const int least = 90;

    /// <summary>Pixels that the choices of a quiz take.</summary>
    private const int choices = 240;

    /// <summary>Renders parts, those that fit beside each other.</summary>
    public static IEnumerable<HtmlMarkup> Of(IReadOnlyList<PagePart> parts)
    {
        for (var at = 0; at < parts.Count;)
        {
            var (count, markup) = parts[at].Kind switch
            {
                PartKind.Opening => Notes(parts, at),
                PartKind.Text or PartKind.Section when parts.ElementAtOrDefault(at + 1)?.Kind == PartKind.Note => Notes(parts, at),
                PartKind.Text or PartKind.Section => Words(parts, at) ?? Beside(parts, at)?.Spread ?? (1, parts[at].Markup),
                PartKind.Cell or PartKind.CellUnlessWide => Explained(parts, at) ?? (1, parts[at].Markup),
                _ => (1, parts[at].Markup),
            };
            yield return markup;
            at += count;
        }
    }

    /// <summary>Notes stand beside the text that they follow.</summary>
    private static (int Count, HtmlMarkup Markup) Notes(IReadOnlyList<PagePart> parts, int at)
    {
        var notes = parts.Skip(at + 1).TakeWhile(part => part.Kind == PartKind.Note).Select(part => part.Markup).ToList();
        return notes.Count == 0 ? (1, parts[at].Markup) : (1 + notes.Count, $"<div class=\"spread noted\">\n{parts[at].Markup}<div>\n{notes}</div></div>\n");
    }

    /// <summary>Two sections of nothing but words stand beside each other, unless one is much longer.</summary>
    private static (int Count, HtmlMarkup Markup)? Words(IReadOnlyList<PagePart> parts, int at) =>
        parts[at] is { Kind: PartKind.Section, Height: > 0 and var left } && parts.ElementAtOrDefault(at + 1) is { Kind: PartKind.Section, Height: > 0 and var right }
        && Math.Max(left, right) < 3 * Math.Min(left, right) && !IsAccompanied(parts, at + 1)
            ? (2, $"<div class=\"spread words\">\n{parts[at].Markup}{parts[at + 1].Markup}</div>\n")
            : null;

    private static bool IsAccompanied(IReadOnlyList<PagePart> parts, int at) => parts.ElementAtOrDefault(at + 1) is { Kind: not (PartKind.Section or PartKind.Whole) };

    /// <summary>What is said of a cell stands beside it, unless it wins as much where it leads to the next.</summary>
    private static (int Count, HtmlMarkup Markup)? Explained(IReadOnlyList<PagePart> parts, int at) =>
        parts.ElementAtOrDefault(at + 1) is { Kind: PartKind.Text } text && Won(text.Height, parts[at].Height) is var won && won >= least
        && !(Beside(parts, at + 1)?.Won >= won)
            ? (2, $"<div class=\"spread explained{(parts[at].Kind == PartKind.CellUnlessWide ? " unless-wide" : "")}\">\n<div>\n{parts[at].Markup}</div>\n{text.Markup}</div>\n")
            : null;

    private static ((int Count, HtmlMarkup Markup) Spread, double Won)? Beside(IReadOnlyList<PagePart> parts, int at)
    {
        var isQuiz = parts.ElementAtOrDefault(at + 1)?.Kind == PartKind.Quiz;
        var text = parts[at].Height + (isQuiz ? choices : 0);
        var cells = isQuiz ? parts[at + 1].Height : 0;
        var count = isQuiz ? 1 : 0;
        while (!isQuiz && parts.ElementAtOrDefault(at + 1 + count) is { Kind: PartKind.Cell or PartKind.CellUnlessWide } cell && (count == 0 || cells < text))
        {
            cells += cell.Height;
            count++;
        }

        // What is said of the code afterwards goes on beside it, if that wins more.
        var after = count > 0 && !isQuiz && parts.ElementAtOrDefault(at + 1 + count) is { Kind: PartKind.Text } rest
            && Won(text + rest.Height, cells) > Won(text, cells) ? rest : null;
        var won = Won(text + (after?.Height ?? 0), cells);
        if (count == 0 || won < least)
        {
            return null;
        }

        var beside = parts.Skip(at + 1).Take(count).ToList();
        HtmlMarkup markup = $"""
            <div class="spread{(isQuiz ? " asks" : beside.Exists(part => part.Kind == PartKind.CellUnlessWide) ? " unless-wide" : "")}">
            {parts[at].Markup}<div>
            {beside.Select(part => part.Markup)}</div>
            {after?.Markup ?? HtmlMarkup.None}</div>

            """;
        return ((1 + count + (after is null ? 0 : 1), markup), won);
    }

    /// <summary>How many pixels a text and its cells take less beside each other than one under the other.</summary>
    private static double Won(int text, int cells) => (text / narrower) + cells - Math.Max(text, cells);
}
