using Markdig.Helpers;

namespace AsyncWorkbook.Engine.Html.Prose;

/// <summary>A section of a page.</summary>
/// <param name="Level">Its heading's level, 1 to 6.</param>
/// <param name="Id">Its heading's id.</param>
/// <param name="Text">Its heading as plain text.</param>
internal sealed record Heading(int Level, string Id, string Text);

/// <summary>
/// The headings of a page across its cells. Each gets an id of its own, and the levels are made an outline: one title, no level
/// left out, whatever the cells say.
/// </summary>
/// <param name="isLinked">Whether something leads to a place of this name.</param>
internal sealed class Headings(Func<string, bool>? isLinked = null)
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal) { "main", "chapters", "menu" };
    private readonly List<Heading> all = [];
    private int shift;

    /// <summary>The headings so far.</summary>
    public IReadOnlyList<Heading> All => all;

    /// <summary>How many footnotes the cells so far have.</summary>
    public int Footnotes { get; set; }

    /// <summary>How often the cells so far refer to a footnote, and back.</summary>
    public int FootnoteLinks { get; set; }

    /// <summary>Whether the page has a first-level heading.</summary>
    public bool HasTitle => all.Any(heading => heading.Level == 1);

    /// <summary>The name that Jupyter gives a heading's place, if something leads there and no other place has it.</summary>
    public string? Alias(Heading heading)
    {
        var name = JupyterName(heading);
        return isLinked?.Invoke(name) == true && ids.Add(name) ? name : null;
    }

    /// <summary>The name that Jupyter gives the place of a heading.</summary>
    public static string JupyterName(Heading heading) => heading.Text.Replace(' ', '-');

    /// <summary>Takes the next heading of the page in.</summary>
    public Heading Add(int level, string text)
    {
        if (level == 1 && HasTitle)
        {
            shift = 1; // a page has one title: other headings of the first level are its parts, and what is below them moves with them
        }

        level = Math.Min(level + shift, 6);
        var allowed = all.Count == 0 ? level == 1 ? 1 : 2
            : Math.Min(Math.Max(level, 2), Math.Max(all[^1].Level, 1) + 1);
        var slug = LinkHelper.UrilizeAsGfm(text) is { Length: > 0 } made ? made : "section";
        var id = slug;
        for (var copy = 1; !ids.Add(id); copy++)
        {
            id = $"{slug}-{copy}";
        }

        var heading = new Heading(allowed, id, text);
        all.Add(heading);
        return heading;
    }
}
