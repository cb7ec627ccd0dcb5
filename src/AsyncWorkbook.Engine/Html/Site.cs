using System.Text;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Files;
using AsyncWorkbook.Engine.Html.Components;
using AsyncWorkbook.Engine.Html.Live;
using AsyncWorkbook.Engine.Html.Outputs;
using AsyncWorkbook.Engine.Html.Searching;

namespace AsyncWorkbook.Engine.Html;

/// <summary>A folder of pages that reads from disk without a network: a page a chapter, an index, and what they load.</summary>
public static class Site
{
    private const string assets = "assets";

    /// <summary>
    /// Writes the site. The notebook <c>index.ipynb</c> is its start page; without one a list of the chapters is. Every file is there whole or not at all, and nothing is written before all of it has been made. Files of
    /// the folder that are no part of the site are left alone.
    /// </summary>
    /// <param name="chapters">The notebooks in order, with the paths they were read from.</param>
    /// <param name="folder">Where the site goes; is made if it is not there.</param>
    /// <param name="title">What the book is called.</param>
    /// <param name="trustOutputs">Whether scripts of outputs that came with the notebooks run, too: see <see cref="PageContext.TrustsOutputs"/>.</param>
    /// <param name="leftOut">Is told the path of each notebook of whose outputs something was left out for want of trust.</param>
    /// <param name="components">What the book shows in its own way.</param>
    /// <param name="singleFile">Whether each page holds what it loads, instead of finding it in the folder <c>assets</c>.</param>
    /// <param name="live">What makes the cells live; null if they stay as they were recorded, as they do in pages of one file.</param>
    /// <returns>The path of <c>index.html</c>.</returns>
    /// <exception cref="FileNotFoundException">The program was built without a file that pages need.</exception>
    /// <exception cref="ArgumentException">Two notebooks would give pages of the same name.</exception>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write there.</exception>
    public static string Write(IReadOnlyList<(string Path, Notebook Notebook)> chapters, string folder, string title = "Workbook", bool trustOutputs = false, Action<string>? leftOut = null, PageComponents? components = null, bool singleFile = false, LiveBook? live = null)
    {
        chapters = [.. chapters.OrderByDescending(chapter => ChapterLink.Of(chapter.Path, chapter.Notebook).IsStart)]; // a start page comes first
        var links = chapters.Select(chapter => ChapterLink.Of(chapter.Path, chapter.Notebook)).ToList();
        var pages = new List<Page>();
        var liveFiles = live is null || singleFile ? null : new LiveFiles(live.Runtimes, components ?? PageComponents.None);
        components ??= PageComponents.None;
        var prose = string.Join('\n', chapters.Select(chapter => Anchors.LinksIn(chapter.Notebook)));
        for (var i = 0; i < chapters.Count; i++)
        {
            var (path, notebook) = chapters[i];
            var link = links[i];
            var context = new PageContext(links, i)
            {
                SiteTitle = title,
                Components = components,
                ReadFile = file => ReadBeside(path, file),
                IsLinked = place => prose.Contains($"{link.NotebookFile}#{place}", StringComparison.Ordinal)
                    || prose.Contains($"{link.PageFile}#{place}", StringComparison.Ordinal),
                TrustsOutputs = trustOutputs,
                Live = liveFiles is not null && live!.NotebookOf(path) is { } liveNotebook ? new LivePage(liveNotebook, liveFiles) : null,
                OnLeftOut = () => leftOut?.Invoke(path),
            };
            var (html, sections, needs) = HtmlExporter.Render(notebook, context);
            if (pages.Exists(page => page.File.Equals(links[i].PageFile, StringComparison.OrdinalIgnoreCase)))
            {
                throw new ArgumentException($"{path}: the site has a page {links[i].PageFile} already; rename the notebook.", nameof(chapters));
            }

            pages.Add(new(links[i].PageFile, html, sections, needs));
        }

        if (!links.Exists(link => link.IsStart))
        {
            pages.Add(new("index.html", PageFrame.Index(title, links).ToString(), [], new PageNeeds())); // last: it links the others
        }

        if (FolderPath.Below(folder, assets) is null)
        {
            throw new IOException($"{Path.Combine(folder, assets)} is a link that leads out of the folder of the pages; remove it.");
        }

        var files = singleFile ? SingleFiles(pages, components) : PagesAndAssets(pages, components, liveFiles is not null);
        liveFiles?.Write(folder); // first: a page that is there finds what it loads
        AtomicFile.WriteAll(files.Select(file => (Path.Combine(folder, file.Name), file.Content)));
        return Path.Combine(folder, "index.html");
    }

    private static IEnumerable<(string Name, byte[] Content)> PagesAndAssets(IReadOnlyList<Page> pages, PageComponents components, bool isLive)
    {
        var names = PageAssets.Names.Append(PageAssets.Notices).Concat(pages.Any(page => page.Needs.Diagrams) ? [PageAssets.Mermaid] : []).Concat(isLive ? PageAssets.LiveNames : []);
        return
        [
            .. pages.Select(page => (page.File, Bytes(page.Html))),
            .. names.Select(name => (Path.Combine(assets, name), PageAssets.Read(name))),
            .. (isLive ? components.AllFiles : pages.SelectMany(page => page.Needs.Components).Distinct().SelectMany(components.FilesOf)).Select(file => (Path.Combine(assets, file.Name), Bytes(file.Content))),
            (Path.Combine(assets, SearchIndex.File), Bytes(SearchIndex.Write(pages.SelectMany(page => page.Sections)))),
        ];
    }

    private static IEnumerable<(string Name, byte[] Content)> SingleFiles(IReadOnlyList<Page> pages, PageComponents components)
    {
        var own = pages.SelectMany(page => page.Needs.Components).Distinct().SelectMany(components.FilesOf).ToDictionary(file => file.Name, file => Bytes(file.Content), StringComparer.Ordinal);
        var single = new SingleFile(name => own.TryGetValue(name, out var content) ? content : PageAssets.Read(name));
        return
        [
            .. pages.Select(page => (page.File, Bytes(single.Inline(page.Html, Later(page.Needs, components), page.Sections)))),
            (PageAssets.Notices, PageAssets.Read(PageAssets.Notices)),
        ];
    }

    /// <summary>The scripts that a page loads when they are needed, besides the index of the search.</summary>
    private static IEnumerable<string> Later(PageNeeds needs, PageComponents components) =>
        new[] { (PageAssets.SearchFound, true), (PageAssets.Search, true), (PageAssets.Plotly, needs.Charts), (PageAssets.Mermaid, needs.Diagrams) }.Where(script => script.Item2).Select(script => script.Item1)
            .Concat(needs.Components.SelectMany(components.FilesOf).Select(file => file.Name).Where(name => name.EndsWith(".js", StringComparison.Ordinal)));

    private static byte[] Bytes(string text) => new UTF8Encoding(false).GetBytes(text);

    /// <summary>A file in the notebook's folder or below it. Others are the machine's own and no part of a page.</summary>
    private static byte[]? ReadBeside(string notebook, string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(notebook))!;
        return FolderPath.Below(folder, file) is { } path && File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    /// <param name="File">The page's file name.</param>
    /// <param name="Html">The page.</param>
    /// <param name="Sections">What can be found in it.</param>
    /// <param name="Needs">What it loads.</param>
    private sealed record Page(string File, string Html, IReadOnlyList<SearchSection> Sections, PageNeeds Needs);
}
