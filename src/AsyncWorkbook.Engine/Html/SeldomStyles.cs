namespace AsyncWorkbook.Engine.Html;

/// <summary>The style sheet of what few pages have, so that the others load less.</summary>
internal static class SeldomStyles
{
    /// <summary>The file's name.</summary>
    public const string File = "seldom.css";

    /// <summary>What in a page's markup it is for.</summary>
    private static readonly string[] what = ["class=\"index", "class=\"markdown-alert", "class=\"footnotes", "class=\"diagram", "<mark", "class=\"task", "class=\"ansi-", "class=\"picture", "class=\"left-out", "class=\"dni-", "class=\"plot", "aw-plot"];

    /// <summary>Whether a page with this content loads it.</summary>
    public static bool AreFor(string content) => what.Any(part => content.Contains(part, StringComparison.Ordinal));
}
