using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Search through the whole book, from disk and with the keyboard alone.</summary>
public class SearchTests(Chromium chromium, ExportedSites sites)
{
    [Fact]
    public async Task A_key_opens_it_words_find_sections_of_all_chapters_and_return_goes_to_the_first()
    {
        await using var open = await OpenPage.AtAsync(() => sites.Address("samples", "02-plain.html"), chromium);
        var page = open.Page;
        Assert.DoesNotContain(open.Requests, request => request.Contains("search-index", StringComparison.Ordinal));

        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("grandmaster");
        await Assertions.Expect(page.Locator("#search [role=status]")).ToContainTextAsync("“grandmaster”"); // not what was found for its first letters
        var found = page.Locator("#search .found a");
        var places = await found.EvaluateAllAsync<string[]>("links => links.map(link => link.href)");
        Assert.Contains(places, place => place.Contains("01-sampler.html", StringComparison.Ordinal));

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(places[0]); // WaitForURL misses a navigation that ends while it begins to wait
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task It_says_that_nothing_is_found_and_closes_with_escape()
    {
        await using var open = await OpenPage.AtAsync(() => sites.Address("samples", "02-plain.html"), chromium);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await open.Page.Keyboard.TypeAsync("xyzzyplugh");
        await Assertions.Expect(open.Page.Locator("#search [role=status]")).ToHaveTextAsync("Nothing for “xyzzyplugh”");
        await open.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(open.Page.Locator("#search")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task No_letter_is_taken_from_a_reader_who_types()
    {
        await using var open = await OpenPage.AtAsync(() => sites.Address("samples", "02-plain.html"), chromium);
        await open.Page.Keyboard.PressAsync("/");
        await open.Page.Keyboard.TypeAsync("a/b");
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("a/b");
    }
}
