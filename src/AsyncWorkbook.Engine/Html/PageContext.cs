using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Components;
using AsyncWorkbook.Engine.Html.Live;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Html;

/// <summary>What a page has to know besides its notebook.</summary>
public sealed class PageContext
{
    /// <summary>A page that stands alone.</summary>
    /// <param name="path">The notebook's path; only its file name is used.</param>
    /// <param name="notebook">The notebook.</param>
    public PageContext(string path, Notebook notebook)
        : this([ChapterLink.Of(path, notebook)], 0)
    {
    }

    /// <summary>A page of a site.</summary>
    /// <param name="chapters">All chapters in order.</param>
    /// <param name="current">The position of this page's chapter among them.</param>
    public PageContext(IReadOnlyList<ChapterLink> chapters, int current)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(current);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(current, chapters.Count);
        Chapters = chapters;
        Current = current;
    }

    /// <summary>All chapters of the site in order.</summary>
    public IReadOnlyList<ChapterLink> Chapters { get; }

    /// <summary>The position of this page's chapter in <see cref="Chapters"/>.</summary>
    public int Current { get; }

    /// <summary>What the book is called on every page.</summary>
    public string SiteTitle { get; init; } = "Workbook";

    /// <summary>
    /// Gives the bytes of a file that the notebook shows, such as <c>images/loop.png</c>, by its path relative to the notebook;
    /// null if there is none. The page carries such images within it. Without this, their descriptions are shown.
    /// </summary>
    public Func<string, byte[]?> ReadFile { get; init; } = _ => null;

    /// <summary>Whether another page of the site leads to a place of this page; its own links are known without.</summary>
    public Func<string, bool> IsLinked { get; init; } = _ => false;

    /// <summary>The kernels that cells can name.</summary>
    public KernelCatalog Kernels { get; init; } = KernelCatalog.Standard;

    /// <summary>What the book shows in its own way.</summary>
    public PageComponents Components { get; init; } = PageComponents.None;

    /// <summary>
    /// Whether scripts run of all HTML that cells have put out: also where the notebook came with it, and it was not made by running
    /// the cell here. Without this, such outputs are shown without what could run.
    /// </summary>
    public bool TrustsOutputs { get; init; }

    /// <summary>Is called once if something was left out of an output for want of trust.</summary>
    public Action OnLeftOut { get; init; } = () => { };

    /// <summary>What makes the page's cells live; null if they stay as they were recorded.</summary>
    internal LivePage? Live { get; init; }

    /// <summary>This page's chapter.</summary>
    public ChapterLink Chapter => Chapters[Current];

    /// <summary>The file name of the page that a notebook or page of the site is read in; null if it is none of the site.</summary>
    internal string? PageOf(string file) =>
        Chapters.FirstOrDefault(chapter => chapter.NotebookFile == file || chapter.PageFile == file)?.PageFile;
}
