using AsyncWorkbook.Engine.Html.Markup;

namespace AsyncWorkbook.Engine.Html;

/// <summary>
/// Code of many lines: a page shows the first of them, and the rest when its reader says so. Without a script, too, and on paper it is
/// whole.
/// </summary>
internal static class LongCode
{
    /// <summary>How many lines are shown, as the style sheet has it.</summary>
    public const int Shown = 22;

    /// <summary>So many may be left out; fewer are not worth it.</summary>
    private const int worth = 8;

    /// <summary>How many lines a cell has if it is long; else 0. Marked lines are to be seen with those of other languages.</summary>
    public static int LinesOf(IReadOnlyList<SourceSection> sections) =>
        sections is [var only] && only.Code[only.Plumbing..].TrimEnd().Split('\n') is { Length: >= Shown + worth } lines && !lines.Any(LineMarks.IsMarked) ? lines.Length : 0;

    /// <summary>What shows the rest of a long cell.</summary>
    public static HtmlMarkup Rest(int lines) =>
        lines == 0 ? HtmlMarkup.None : $"<label class=\"more\"><input type=\"checkbox\">All {lines} lines</label>\n";
}
