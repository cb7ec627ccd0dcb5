using System.Text;
using AsyncWorkbook.Engine.Html.Prose;

namespace AsyncWorkbook.Engine.Html;

/// <summary>What stands around a page's content: head, list of chapters, contents, the way on.</summary>
internal static class PageFrame
{
    /// <summary>A chapter's page.</summary>
    public static string Chapter(PageContext context, Headings headings, StringBuilder content, PageNeeds needs)
    {
        var title = context.Chapter.Title == context.SiteTitle ? context.SiteTitle : $"{context.Chapter.Title} – {context.SiteTitle}";
        var html = Start(title, context.Chapter.Summary, needs);
        AppendMenu(html, context.SiteTitle, context.Chapters, context.Current, headings.All);
        html.Append("<main id=\"main\" tabindex=\"-1\">\n<article>\n").Append(content).Append("</article>\n");
        AppendWayOn(html, context);
        return End(html);
    }

    /// <summary>The first page: every chapter with its first paragraph.</summary>
    public static string Index(string siteTitle, IReadOnlyList<ChapterLink> chapters)
    {
        var html = Start(siteTitle, "", new PageNeeds());
        AppendMenu(html, siteTitle, chapters, current: -1, []);
        html.Append("<main id=\"main\" tabindex=\"-1\">\n<header class=\"prose\"><h1>").Append(HtmlText.Encode(siteTitle)).Append("</h1></header>\n<ol class=\"index\">\n");
        foreach (var chapter in chapters)
        {
            html.Append("<li><h2><a href=\"").Append(Uri.EscapeDataString(chapter.PageFile)).Append("\">").Append(Numbered(chapter)).Append("</a></h2>\n");
            if (chapter.Summary.Length > 0)
            {
                html.Append("<p>").Append(HtmlText.Encode(chapter.Summary)).Append("</p>\n");
            }

            html.Append("</li>\n");
        }

        html.Append("</ol>\n");
        return End(html);
    }

    private static StringBuilder Start(string title, string description, PageNeeds needs)
    {
        // 'self' is what a server needs and file: what a disk needs. Nothing may come from anywhere else.
        var scripts = needs.Scripts ? "'self' file: 'unsafe-inline'" : "'self' file:";
        var html = new StringBuilder(64 * 1024);
        html.Append(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {scripts}; style-src 'self' file: 'unsafe-inline'; img-src 'self' file: data: blob:; media-src data:; font-src data:; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{HtmlText.Encode(title)}</title>

            """);
        if (description.Length > 0)
        {
            html.Append("<meta name=\"description\" content=\"").Append(HtmlText.Encode(description)).Append("\">\n");
        }

        html.Append(
            """
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="assets/workbook.css">
            <script src="assets/theme.js"></script>

            """);
        if (needs.Charts)
        {
            html.Append(
                """
                <script defer src="assets/plotly-cartesian.min.js"></script>
                <script defer src="assets/charts.js"></script>

                """);
        }

        return html.Append(
            """
            <script defer src="assets/workbook.js"></script>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the text</a>

            """);
    }

    private static string End(StringBuilder html) => html.Append("</main>\n</body>\n</html>\n").ToString();

    private static void AppendMenu(
        StringBuilder html, string siteTitle, IReadOnlyList<ChapterLink> chapters, int current, IReadOnlyList<Heading> headings)
    {
        html.Append("<header class=\"bar\"><a class=\"home\" href=\"index.html\"").Append(current < 0 ? " aria-current=\"page\"" : "").Append('>');
        html.Append(HtmlText.Encode(siteTitle)).Append("</a><button type=\"button\" class=\"menu\" popovertarget=\"menu\">Contents</button></header>\n");
        html.Append("<nav id=\"menu\" aria-label=\"Chapters\" popover>\n<ol class=\"chapters\">\n");
        for (var i = 0; i < chapters.Count; i++)
        {
            html.Append("<li><a href=\"").Append(Uri.EscapeDataString(chapters[i].PageFile)).Append('"');
            html.Append(i == current ? " aria-current=\"page\">" : ">").Append(Numbered(chapters[i])).Append("</a>");
            if (i == current)
            {
                AppendContents(html, headings);
            }

            html.Append("</li>\n");
        }

        html.Append("</ol>\n</nav>\n");
    }

    private static void AppendContents(StringBuilder html, IReadOnlyList<Heading> headings)
    {
        var sections = headings.Where(heading => heading.Level == 2).ToList();
        if (sections.Count == 0)
        {
            return;
        }

        html.Append("\n<ol class=\"contents\" aria-label=\"On this page\">\n");
        foreach (var section in sections)
        {
            html.Append("<li><a href=\"#").Append(HtmlText.Encode(Uri.EscapeDataString(section.Id))).Append("\">").Append(HtmlText.Encode(section.Text)).Append("</a></li>\n");
        }

        html.Append("</ol>\n");
    }

    private static void AppendWayOn(StringBuilder html, PageContext context)
    {
        if (context.Chapters.Count < 2)
        {
            return;
        }

        html.Append("<nav class=\"way\" aria-label=\"Previous and next chapter\">\n");
        AppendStep(html, context, context.Current - 1, "prev", "Previous");
        AppendStep(html, context, context.Current + 1, "next", "Next");
        html.Append("</nav>\n");
    }

    private static void AppendStep(StringBuilder html, PageContext context, int index, string relation, string word)
    {
        if (index < 0 || index >= context.Chapters.Count)
        {
            return;
        }

        var chapter = context.Chapters[index];
        html.Append("<a rel=\"").Append(relation).Append("\" href=\"").Append(Uri.EscapeDataString(chapter.PageFile)).Append("\"><span>").Append(word);
        html.Append("</span> ").Append(HtmlText.Encode(chapter.Title)).Append("</a>\n");
    }

    private static string Numbered(ChapterLink chapter) => chapter.Number.Length == 0
        ? HtmlText.Encode(chapter.Title)
        : $"<span class=\"number\">{chapter.Number}</span> {HtmlText.Encode(chapter.Title)}";
}
