using System.Text;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Files;
using AsyncWorkbook.Engine.Html.Components;
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
    /// <returns>The path of <c>index.html</c>.</returns>
    /// <exception cref="FileNotFoundException">The program was built without a file that pages need.</exception>
    /// <exception cref="ArgumentException">Two notebooks would give pages of the same name.</exception>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write there.</exception>
    public static string Write(IReadOnlyList<(string Path, Notebook Notebook)> chapters, string folder, string title = "Workbook", bool trustOutputs = false, Action<string>? leftOut = null, PageComponents? components = null)
    {
        chapters = [.. chapters.OrderByDescending(chapter => ChapterLink.Of(chapter.Path, chapter.Notebook).IsStart)]; // a start page comes first
        var links = chapters.Select(chapter => ChapterLink.Of(chapter.Path, chapter.Notebook)).ToList();
        var files = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        var sections = new List<SearchSection>();
        var own = new SortedSet<string>(StringComparer.Ordinal);
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
                OnLeftOut = () => leftOut?.Invoke(path),
            };
            var (page, found, shown) = HtmlExporter.Render(notebook, context);
            sections.AddRange(found);
            own.UnionWith(shown);
            if (!files.TryAdd(links[i].PageFile, Bytes(page)))
            {
                throw new ArgumentException($"{path}: the site has a page {links[i].PageFile} already; rename the notebook.", nameof(chapters));
            }
        }

        foreach (var name in PageAssets.Names.Append(PageAssets.Notices))
        {
            files.Add(Path.Combine(assets, name), PageAssets.Read(name));
        }

        foreach (var (name, content) in own.SelectMany(components.FilesOf))
        {
            files.Add(Path.Combine(assets, name), Bytes(content));
        }

        files.Add(Path.Combine(assets, SearchIndex.File), Bytes(SearchIndex.Write(sections)));
        files.TryAdd("index.html", Bytes(PageFrame.Index(title, links).ToString())); // last: it links the others
        if (FolderPath.Below(folder, assets) is null)
        {
            throw new IOException($"{Path.Combine(folder, assets)} is a link that leads out of the folder of the pages; remove it.");
        }

        AtomicFile.WriteAll(files.Select(file => (Path.Combine(folder, file.Key), file.Value)));
        return Path.Combine(folder, "index.html");
    }

    private static byte[] Bytes(string text) => new UTF8Encoding(false).GetBytes(text);

    /// <summary>A file in the notebook's folder or below it. Others are the machine's own and no part of a page.</summary>
    private static byte[]? ReadBeside(string notebook, string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(notebook))!;
        return FolderPath.Below(folder, file) is { } path && File.Exists(path) ? File.ReadAllBytes(path) : null;
    }
}
