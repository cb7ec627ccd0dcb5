using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>A text and the code that it speaks of, beside each other where there is room, and long code.</summary>
public class SpreadTests(Chromium chromium, ExportedSites sites)
{
    private const string places = "['.spread > .prose', '.spread > div', '.spread > .prose:last-child'].map(what => { const box = document.querySelector(what).getBoundingClientRect(); return [box.left, box.right, box.top + scrollY, box.bottom + scrollY]; })";

    [Theory]
    [InlineData(1280, true)]
    [InlineData(1920, true)]
    [InlineData(768, false)]
    public async Task A_text_stands_beside_its_code_and_goes_on_there_where_there_is_room(int width, bool isBeside)
    {
        await using var open = await OpenPage.AtAsync(Page, chromium, new() { ViewportSize = new() { Width = width, Height = 800 } });
        if (await open.Page.EvaluateAsync<double[][]>(places) is not [[_, var textRight, var textTop, var textBottom], [var codeLeft, _, var codeTop, var codeBottom], [_, _, var afterTop, _]])
        {
            throw new InvalidOperationException("The page has no text beside code.");
        }

        if (isBeside)
        {
            Assert.True(textRight < codeLeft && afterTop >= textBottom && afterTop < codeBottom, "The text is not beside the code.");
            Assert.InRange(codeTop - textTop, -2, 2);
        }
        else
        {
            Assert.True(textBottom <= codeTop && codeBottom <= afterTop, "The text is not above and below the code.");
        }
    }

    [Fact]
    public async Task Long_code_is_whole_by_a_key_and_on_paper()
    {
        await using var open = await OpenPage.AtAsync(Page, chromium);
        Task<bool> IsWholeAsync() => open.Page.Locator(".long .source").EvaluateAsync<bool>("code => code.scrollHeight <= code.clientHeight + 1");
        Assert.False(await IsWholeAsync());
        var more = open.Page.GetByRole(AriaRole.Checkbox, new() { Name = "All 40 lines" });
        await more.FocusAsync();
        await open.Page.Keyboard.PressAsync("Space");
        Assert.True(await IsWholeAsync());
        await open.Page.Keyboard.PressAsync("Space");
        Assert.False(await IsWholeAsync());
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await IsWholeAsync());
    }

    private Uri Page()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 40));
        return sites.Export("spread", new JsonObject
        {
            ["cells"] = new JsonArray(
                Markdown("# Spread"),
                Markdown($"Before: {words}"),
                new JsonObject { ["cell_type"] = "code", ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(), ["source"] = string.Join('\n', Enumerable.Range(1, 40).Select(line => $"x{line}();")) },
                Markdown($"After: {words}")),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }.ToJsonString());
    }

    private static JsonObject Markdown(string source) => new() { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = source };
}
