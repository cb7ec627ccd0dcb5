using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>A page that is one file does what one with a folder beside it does.</summary>
public class SingleFileTests(Chromium chromium, ExportedSites sites)
{
    [Fact]
    public async Task It_draws_searches_and_loads_nothing()
    {
        await using var open = await OpenPage.AtAsync(Page, chromium);
        var page = open.Page;
        Assert.Equal([page.Url], open.Requests);
        Assert.False(Directory.Exists(Path.Combine(Path.GetDirectoryName(new Uri(page.Url).LocalPath)!, "assets")));

        await open.DrawChartsAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("grandmaster");
        await Assertions.Expect(page.Locator("#search .found a").First).ToBeVisibleAsync();
        Assert.Equal("Book Serif", (await page.EvaluateAsync<string[]>("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family.replaceAll('\"', ''))"))[0]);
        Assert.Equal([page.Url], open.Requests);
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task Its_policy_allows_its_own_scripts_and_no_others()
    {
        await using var open = await OpenPage.AtAsync(Page, chromium);
        var policy = await open.Page.Locator("meta[http-equiv]").First.GetAttributeAsync("content");
        Assert.Contains("script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("file:", policy, StringComparison.Ordinal);
        await open.Page.EvaluateAsync("document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.others = 1' }))");
        Assert.Null(await open.Page.EvaluateAsync<int?>("window.others ?? null"));
    }

    private Uri Page() => sites.Export("single", File.ReadAllText(Repository.PathOf("tests", "samples", "01-sampler.ipynb")), singleFile: true);
}
