using System.Text;
using System.Text.RegularExpressions;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>The book on paper.</summary>
public partial class PaperTests(Chromium chromium, ExportedSites sites)
{
    [Fact]
    public async Task The_first_chapter_takes_fourteen_pages_at_most()
    {
        await using var open = await OpenPage.AtAsync(() => sites.Address(ExportedSites.Book, "01-chess-simul.html"), chromium);
        await open.DrawChartsAsync();
        var pages = Page().Count(Encoding.Latin1.GetString(await open.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true })));
        Assert.InRange(pages, 2, 14);
    }

    [Fact]
    public async Task Links_to_the_web_say_where_they_lead_and_code_stays_with_its_label()
    {
        await using var open = await OpenPage.AtAsync(() => sites.Address(ExportedSites.Book, "01-chess-simul.html"), chromium);
        await open.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        Assert.Equal("avoid", await open.Page.Locator(".about").First.EvaluateAsync<string>("about => getComputedStyle(about).breakAfter"));
        Assert.Equal("avoid", await open.Page.Locator("figure, .component").First.EvaluateAsync<string>("figure => getComputedStyle(figure).breakInside"));

        await open.GoAsync(sites.Address(ExportedSites.Book, "02-concurrency-is-not-parallelism.html"));
        var address = await open.Page.Locator(".prose a[href^=http]").First.EvaluateAsync<string>("link => getComputedStyle(link, '::after').content");
        Assert.Contains("https://", address, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex Page();
}
