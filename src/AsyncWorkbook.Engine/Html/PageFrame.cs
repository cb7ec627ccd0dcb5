using AsyncWorkbook.Engine.Html.Components;
using AsyncWorkbook.Engine.Html.Markup;
using AsyncWorkbook.Engine.Html.Outputs;
using AsyncWorkbook.Engine.Html.Prose;
using AsyncWorkbook.Engine.Versioning;

namespace AsyncWorkbook.Engine.Html;

/// <summary>What stands around a page's content: head, list of chapters, contents, the way on.</summary>
internal static class PageFrame
{
    /// <summary>A chapter's page.</summary>
    /// <param name="context">What the page knows besides its notebook.</param>
    /// <param name="headings">Its headings.</param>
    /// <param name="content">What it shows.</param>
    /// <param name="needs">What that asks of the page.</param>
    /// <param name="live">What the script of live cells has to know, as JSON; null for a page without.</param>
    public static HtmlMarkup Chapter(PageContext context, Headings headings, IEnumerable<HtmlMarkup> content, PageNeeds needs, string? live = null)
    {
        var title = context.Chapter.Title == context.SiteTitle ? context.SiteTitle : $"{context.Chapter.Title} – {context.SiteTitle}";
        HtmlMarkup data = live is null ? HtmlMarkup.None : $"<script type=\"application/json\" id=\"live\">{HtmlMarkup.Trusted(live)}</script>\n";
        HtmlMarkup main = $"""
            {Eyebrow(context.Chapter)}<article>
            {content}</article>
            {(context.Chapter.IsStart && context.Chapters.Count > 1 ? List(context.Chapters.Where(chapter => !chapter.IsStart)) : HtmlMarkup.None)}{WayOn(context)}
            """;
        return $"""
            {Head(title, context.Chapter.Summary, needs, context.Components, live is not null, SeldomStyles.AreFor(main.ToString()))}{Menu(context.SiteTitle, context.Chapters, context.Current, headings.All)}<main id="main" tabindex="-1">
            {main}</main>
            {data}</body>
            </html>

            """;
    }

    /// <summary>The first page: every chapter with its first paragraph.</summary>
    public static HtmlMarkup Index(string siteTitle, IReadOnlyList<ChapterLink> chapters) => $"""
        {Head(siteTitle, "", new PageNeeds(), PageComponents.None, isLive: false, hasSeldom: true)}{Menu(siteTitle, chapters, current: -1, [])}<main id="main" tabindex="-1">
        <header class="prose"><h1>{siteTitle}</h1></header>
        {List(chapters)}</main>
        </body>
        </html>

        """;

    private static HtmlMarkup List(IEnumerable<ChapterLink> chapters) => $"<ol class=\"index\">\n{chapters.Select(Entry)}</ol>\n";

    private static HtmlMarkup Entry(ChapterLink chapter)
    {
        HtmlMarkup summary = chapter.Summary.Length > 0 ? (HtmlMarkup)$"<p>{chapter.Summary}</p>\n" : HtmlMarkup.None;
        HtmlMarkup time = chapter.Minutes > 0 ? (HtmlMarkup)$"<p class=\"time\">{chapter.Minutes} minutes</p>\n" : HtmlMarkup.None;
        return $"""
            <li><h2><a href="{Uri.EscapeDataString(chapter.PageFile)}">{Numbered(chapter)}</a></h2>
            {summary}{time}</li>

            """;
    }

    /// <summary>What one wants to know before the title: where in the book this is, and how long it takes.</summary>
    private static HtmlMarkup Eyebrow(ChapterLink chapter)
    {
        string[] parts = [chapter.Number.Length > 0 ? $"Chapter {chapter.Number}" : "", chapter.Minutes > 0 ? $"{chapter.Minutes} minutes" : ""];
        var words = string.Join(" · ", parts.Where(part => part.Length > 0));
        return chapter.IsStart || words.Length == 0 ? HtmlMarkup.None : $"<p class=\"eyebrow\">{words}</p>\n";
    }

    private static HtmlMarkup Head(string title, string description, PageNeeds needs, PageComponents components, bool isLive, bool hasSeldom)
    {
        var own = needs.Components.SelectMany(components.FilesOf).Select(file => file.Name).ToList();
        var styles = own.Where(name => name.EndsWith(".css", StringComparison.Ordinal)).Select<string, HtmlMarkup>(name => $"<link rel=\"stylesheet\" href=\"assets/{name}\">\n");
        // 'self' is what a server needs and file: what a disk needs. Nothing may come from anywhere else.
        var scripts = HtmlMarkup.Trusted(needs.Scripts ? "'self' file: 'unsafe-inline'" : "'self' file:");
        // Live cells run in workers that the page makes of blobs; what these load comes from the page's own server, or as a script from the disk.
        var live = HtmlMarkup.Trusted(isLive ? " blob: 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self'" : "");
        var liveFiles = HtmlMarkup.Trusted(isLive ? "<link rel=\"stylesheet\" href=\"assets/live.css\">\n<script defer src=\"assets/live.js\"></script>\n" : "");
        var seldom = hasSeldom ? (HtmlMarkup)$"<link rel=\"stylesheet\" href=\"assets/{SeldomStyles.File}\">\n" : HtmlMarkup.None;
        var about = description.Length > 0 ? (HtmlMarkup)$"<meta name=\"description\" content=\"{description}\">\n" : HtmlMarkup.None;
        var charts = needs.Charts ? HtmlMarkup.Trusted("<script defer src=\"assets/charts.js\"></script>\n") : HtmlMarkup.None;
        var diagrams = needs.Diagrams ? HtmlMarkup.Trusted("<script defer src=\"assets/diagrams.js\"></script>\n") : HtmlMarkup.None;
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {scripts}{live}; style-src 'self' file: 'unsafe-inline'; img-src 'self' file: data: blob:; media-src data:; font-src 'self' file: data:; base-uri 'none'; form-action 'none'">
            <meta name="generator" content="AsyncWorkbook {EngineVersion.Text}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            {about}<link rel="icon" href="data:,">
            <link rel="stylesheet" href="assets/workbook.css">
            {seldom}{styles}<script src="assets/theme.js"></script>
            <script defer src="assets/load.js"></script>
            {charts}{diagrams}<script defer src="assets/languages.js"></script>
            <script defer src="assets/search.js"></script>
            <script defer src="assets/workbook.js"></script>
            {liveFiles}</head>
            <body>
            <a class="skip" href="#main">Skip to the text</a>

            """;
    }

    private static HtmlMarkup Menu(string siteTitle, IReadOnlyList<ChapterLink> chapters, int current, IReadOnlyList<Heading> headings)
    {
        var items = chapters.Select((chapter, index) => index == current
            ? (HtmlMarkup)$"<li><a href=\"{Uri.EscapeDataString(chapter.PageFile)}\" aria-current=\"page\">{Numbered(chapter)}</a>{Contents(headings)}</li>\n"
            : $"<li><a href=\"{Uri.EscapeDataString(chapter.PageFile)}\">{Numbered(chapter)}</a></li>\n");
        var here = HtmlMarkup.Trusted(current < 0 ? " aria-current=\"page\"" : "");
        HtmlMarkup where = current >= 0 && chapters[current].Title != siteTitle ? $"<span class=\"where\">{Numbered(chapters[current])}</span>" : HtmlMarkup.None;
        return $"""
            <header class="bar"><button type="button" class="menu" popovertarget="menu"><span aria-hidden="true">☰</span> <span class="word">Contents</span></button><a class="home" href="index.html"{here}>{siteTitle}</a>{where}<span class="tools"></span></header>
            <nav id="menu" aria-label="Chapters" popover>
            <ol class="chapters">
            {items}</ol>
            </nav>

            """;
    }

    private static HtmlMarkup Contents(IReadOnlyList<Heading> headings)
    {
        var sections = headings.Where(heading => heading.Level == 2)
            .Select<Heading, HtmlMarkup>(section => $"<li><a href=\"#{Uri.EscapeDataString(section.Id)}\">{section.Text}</a></li>\n")
            .ToList();
        return sections.Count == 0 ? HtmlMarkup.None : $"\n<ol class=\"contents\" aria-label=\"On this page\">\n{sections}</ol>\n";
    }

    private static HtmlMarkup WayOn(PageContext context) => context.Chapters.Count < 2
        ? HtmlMarkup.None
        : $"""
            <nav class="way" aria-label="Previous and next chapter">
            {Step(context, context.Current - 1, "prev", "Previous")}{Step(context, context.Current + 1, "next", "Next")}</nav>

            """;

    private static HtmlMarkup Step(PageContext context, int index, string relation, string word) =>
        context.Chapters.ElementAtOrDefault(index) is { } chapter
            ? $"<a rel=\"{relation}\" href=\"{Uri.EscapeDataString(chapter.PageFile)}\"><span>{word}</span> {chapter.Title}</a>\n"
            : HtmlMarkup.None;

    private static HtmlMarkup Numbered(ChapterLink chapter) => chapter.Number.Length == 0
        ? HtmlMarkup.Text(chapter.Title)
        : $"<span class=\"number\">{chapter.Number}</span> {chapter.Title}";
}
