using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Files;

namespace AsyncWorkbook.Engine.Html;

/// <summary>A folder of pages that reads from disk without a network: a page a chapter, an index, and what they load.</summary>
public static class Site
{
    private const string assets = "assets";

    /// <summary>
    /// Writes the site. Every file is there whole or not at all, and nothing is written before all of it has been made. Files of
    /// the folder that are no part of the site are left alone.
    /// </summary>
    /// <param name="chapters">The notebooks in order, with the paths they were read from.</param>
    /// <param name="folder">Where the site goes; is made if it is not there.</param>
    /// <param name="title">What the book is called.</param>
    /// <returns>The path of <c>index.html</c>.</returns>
    /// <exception cref="FileNotFoundException">The program was built without a file that pages need.</exception>
    /// <exception cref="ArgumentException">Two notebooks would give pages of the same name.</exception>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write there.</exception>
    public static string Write(IReadOnlyList<(string Path, Notebook Notebook)> chapters, string folder, string title = "Workbook")
    {
        var links = chapters.Select(chapter => ChapterLink.Of(chapter.Path, chapter.Notebook)).ToList();
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["index.html"] = PageFrame.Index(title, links).ToString() };
        for (var i = 0; i < chapters.Count; i++)
        {
            var (path, notebook) = chapters[i];
            var context = new PageContext(links, i) { SiteTitle = title, ReadFile = file => ReadBeside(path, file) };
            if (!files.TryAdd(links[i].PageFile, HtmlExporter.Export(notebook, context)))
            {
                throw new ArgumentException($"{path}: the site has a page {links[i].PageFile} already; rename the notebook.", nameof(chapters));
            }
        }

        foreach (var name in PageAssets.Names.Append(PageAssets.Notices))
        {
            files.Add(Path.Combine(assets, name), PageAssets.Read(name));
        }

        if (FolderPath.Below(folder, assets) is null)
        {
            throw new IOException($"{Path.Combine(folder, assets)} is a link that leads out of the folder of the pages; remove it.");
        }

        foreach (var (name, text) in files)
        {
            AtomicFile.WriteAllText(Path.Combine(folder, name), text);
        }

        return Path.Combine(folder, "index.html");
    }

    /// <summary>A file in the notebook's folder or below it. Others are the machine's own and no part of a page.</summary>
    private static byte[]? ReadBeside(string notebook, string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(notebook))!;
        return FolderPath.Below(folder, file) is { } path && File.Exists(path) ? File.ReadAllBytes(path) : null;
    }
}
