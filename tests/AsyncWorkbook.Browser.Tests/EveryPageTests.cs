using AsyncWorkbook.Engine.Html;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Every page that is exported opens, draws and fits.</summary>
public class EveryPageTests(Window window, ExportedSites sites) : IClassFixture<Window>
{
    /// <summary>The elements that reach over the right edge of the window.</summary>
    private const string widerThanThePage = """
        [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > innerWidth)
            .filter(element => {
                for (let around = element.parentElement; around; around = around.parentElement) {
                    if (getComputedStyle(around).overflowX !== 'visible') return false;
                }
                return true;
            })
            .map(element => `${element.getBoundingClientRect().right} ${element.outerHTML.slice(0, 120)}`)
        """;

    /// <summary>What comes later, and only where a page needs it.</summary>
    private static readonly string[] othersScripts = [PageAssets.Plotly, PageAssets.Mermaid, PageAssets.Search];

    public static TheoryData<string, string> Pages => ExportedSites.Pages;

    [Theory, MemberData(nameof(Pages))]
    public async Task Opens_from_disk_without_a_network_and_draws_a_mark_for_every_value_of_its_charts(string site, string file)
    {
        var open = await window.OpenAsync(site, file);

        Assert.Empty(open.Problems);
        var home = new Uri(sites.Folder(site) + Path.DirectorySeparatorChar).AbsoluteUri;
        Assert.All(open.Requests, request => Assert.StartsWith(home, request, StringComparison.Ordinal));
        foreach (var plot in await open.Page.Locator(".plot").AllAsync())
        {
            var marks = await plot.EvaluateAsync<Marks[]>(Marks.Count);
            Assert.NotEmpty(marks);
            Assert.All(marks, mark => Assert.True(mark.Drawn >= mark.Expected && mark.Visible, $"{mark}"));
            Assert.Equal(await plot.EvaluateAsync<string>(Marks.TitleInFigure), await plot.EvaluateAsync<string>(Marks.TitleInDrawing));
        }
    }

    [Theory, MemberData(nameof(BookTests.Chapters), MemberType = typeof(BookTests))]
    public async Task Loads_no_more_than_60_KB_of_the_books_style_sheets_and_scripts_at_first_view(string chapter)
    {
        var open = await window.OpenAsync(ExportedSites.Book, $"{chapter}.html", toItsEnd: false);
        var own = open.Requests.Distinct().Select(request => new Uri(request).LocalPath)
            .Where(path => Path.GetExtension(path) is ".css" or ".js" && !othersScripts.Contains(Path.GetFileName(path)))
            .ToDictionary(path => Path.GetFileName(path), path => new FileInfo(path).Length);

        Assert.Contains("workbook.css", own.Keys);
        Assert.True(own.Values.Sum() <= 60_000, string.Join(", ", own));
    }

    [Theory, MemberData(nameof(BookTests.Chapters), MemberType = typeof(BookTests))]
    public void Has_no_more_than_220_KB(string chapter) =>
        Assert.InRange(new FileInfo(Path.Combine(sites.Folder(ExportedSites.Book), $"{chapter}.html")).Length, 1, 220_000);

    [Theory, MemberData(nameof(Pages))]
    public async Task Never_scrolls_sideways(string site, string file)
    {
        var open = await window.OpenAsync(site, file);
        foreach (var width in new[] { 1920, 1280, 768, 375, 320 })
        {
            await open.Page.SetViewportSizeAsync(width, 800);
            await open.DrawChartsAsync();
            var scrolls = await open.Page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)");
            Assert.True(width == scrolls, $"{scrolls} px in {width} px: {string.Join("; ", await open.Page.EvaluateAsync<string[]>(widerThanThePage))}");
        }
    }
}
