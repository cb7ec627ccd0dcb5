using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Cells that are the same in three languages, by mouse and by keys.</summary>
public class LanguageTests(Chromium chromium, ExportedSites sites)
{
    [Fact]
    public async Task Where_code_does_not_fit_one_language_shows_and_the_choice_holds_for_the_book()
    {
        await using var open = await OpenPage.AtAsync(() => Page(80), chromium);
        var page = open.Page;
        var tabs = page.GetByRole(AriaRole.Tab);
        await Assertions.Expect(tabs).ToHaveTextAsync(["C#", "JavaScript", "Python"]);
        await Assertions.Expect(page.GetByRole(AriaRole.Tabpanel)).ToHaveCountAsync(1);

        await tabs.Nth(0).FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(tabs.Nth(2)).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Tabpanel)).ToContainTextAsync("python_");
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Tabpanel)).ToContainTextAsync("python_");

        await tabs.Nth(1).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Tabpanel)).ToContainTextAsync("javascript_");
    }

    [Fact]
    public async Task Where_code_fits_all_show_beside_each_other()
    {
        await using var open = await OpenPage.AtAsync(() => Page(40), chromium, new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        var cells = open.Page.Locator(".languages > .cell");
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Tab)).ToHaveCountAsync(0);
        var tops = await cells.EvaluateAllAsync<double[]>("cells => cells.map(cell => cell.getBoundingClientRect().top)");
        Assert.Equal(3, tops.Length);
        Assert.Single(tops.Distinct());

        await open.Page.SetViewportSizeAsync(900, 800);
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Tab)).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Without_scripts_and_on_paper_all_show()
    {
        await using var open = await OpenPage.AtAsync(() => Page(80), chromium, new() { JavaScriptEnabled = false });
        await Assertions.Expect(open.Page.Locator(".languages .source:visible")).ToHaveCountAsync(3);

        await using var printed = await OpenPage.AtAsync(() => Page(80), chromium);
        await printed.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(printed.Page.Locator(".languages .source:visible")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_link_into_a_hidden_cell_shows_it()
    {
        await using var open = await OpenPage.AtAsync(() => new Uri(Page(80).AbsoluteUri + "#cell-python"), chromium);
        await Assertions.Expect(open.Page.Locator("#cell-python")).ToBeInViewportAsync();
    }

    private Uri Page(int width)
    {
        var cells = new JsonArray();
        foreach (var language in new[] { "csharp", "javascript", "python" })
        {
            cells.Add(new JsonObject
            {
                ["cell_type"] = "code",
                ["id"] = language,
                ["metadata"] = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = language } },
                ["source"] = $"{language}_{new string('x', width - language.Length - 1)}",
                ["outputs"] = new JsonArray(),
            });
        }

        return sites.Export($"languages-{width}", new JsonObject { ["cells"] = cells, ["metadata"] = new JsonObject(), ["nbformat"] = 4, ["nbformat_minor"] = 5 }.ToJsonString());
    }
}
