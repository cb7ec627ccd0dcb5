using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Diagrams in Mermaid's notation are drawn where there are any; their text stays.</summary>
public class DiagramTests(Chromium chromium, ExportedSites sites)
{
    [Fact]
    public async Task They_are_drawn_from_disk_in_the_page_s_colours_and_their_text_unfolds()
    {
        await using var open = await OpenPage.AtAsync(() => Page("flow", "```mermaid\ngraph LR; task-->|await| loop; loop-->task\n```"), chromium, new() { ColorScheme = ColorScheme.Light });
        var page = open.Page;
        await Assertions.Expect(page.Locator(".diagram svg")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".diagram svg")).ToContainTextAsync("await");
        await Assertions.Expect(page.Locator(".diagram .source")).ToBeHiddenAsync();
        await page.GetByText("The diagram as text").ClickAsync();
        await Assertions.Expect(page.Locator(".diagram .source")).ToBeVisibleAsync();
        Assert.Empty(open.Problems);

        var light = await page.Locator(".diagram svg").InnerHTMLAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.WaitForFunctionAsync("before => document.querySelector('.diagram svg').innerHTML !== before", light);
        await Axe.FindsNothingAsync(page);
    }

    [Fact]
    public async Task One_that_cannot_be_read_stays_text_and_others_are_drawn()
    {
        await using var open = await OpenPage.AtAsync(() => Page("broken", "```mermaid\ngraph nowhere {{{\n```\n\n```mermaid\nsequenceDiagram\n  a->>b: hello\n```"), chromium);
        await Assertions.Expect(open.Page.Locator(".diagram svg")).ToHaveCountAsync(1);
        await Assertions.Expect(open.Page.Locator(".diagram .source").First).ToBeVisibleAsync();
        Assert.Equal(1, await open.Page.EvaluateAsync<int>("document.querySelectorAll('svg[id^=diagram], svg[id^=ddiagram]').length"));
    }

    [Fact]
    public async Task Without_scripts_there_is_their_text_and_a_page_without_diagrams_has_nothing_of_them()
    {
        await using var still = await OpenPage.AtAsync(() => Page("still", "```mermaid\ngraph LR; a-->b\n```"), chromium, new() { JavaScriptEnabled = false });
        await Assertions.Expect(still.Page.Locator(".diagram .source")).ToBeVisibleAsync();

        var plain = Page("plain", "Words.");
        Assert.DoesNotContain("diagrams.js", await File.ReadAllTextAsync(plain.LocalPath), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(plain.LocalPath)!, "assets", "mermaid.min.js")));
    }

    private Uri Page(string name, string markdown) => sites.Export($"diagram-{name}", new JsonObject
    {
        ["cells"] = new JsonArray(new JsonObject { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = $"# Diagrams\n\n{markdown}" }),
        ["metadata"] = new JsonObject(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString());
}
