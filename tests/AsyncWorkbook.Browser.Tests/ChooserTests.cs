using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>A chooser: answers leave rows; without scripts all rows are there.</summary>
public class ChooserTests(Chromium chromium, ExportedSites sites)
{
    private const string chooser = """
        {
          "title": "Which tool?", "caption": "Ask.", "questions": ["Why?", "How many?"], "results": ["take", "C#"],
          "rows": [
            { "answers": ["it waits", "one"], "results": ["await", "await"] },
            { "answers": ["it waits", "many"], "results": ["async", "WhenAll"] },
            { "answers": ["it computes", ""], "results": ["processors", "Parallel"] }
          ]
        }
        """;

    [Fact]
    public async Task Answers_leave_the_rows_that_fit_by_keys_alone()
    {
        await using var open = await OpenAsync();
        var status = open.Page.GetByRole(AriaRole.Status);
        await open.Page.GetByRole(AriaRole.Radio, new() { Name = "it waits" }).FocusAsync();
        await open.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(status).ToHaveTextAsync("2 are left.");
        await open.Page.Keyboard.PressAsync("Tab");
        await open.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(status).ToHaveTextAsync("take: await.");
        await open.Page.GetByRole(AriaRole.Radio, new() { Name = "many" }).CheckAsync();
        await Assertions.Expect(status).ToHaveTextAsync("take: async.");
        await Assertions.Expect(Rows(open)).ToHaveTextAsync(["it waitsmanyasyncWhenAll"]);
        await open.Page.GetByRole(AriaRole.Radio, new() { Name = "it computes" }).CheckAsync(); // whatever the other answer is
        await Assertions.Expect(status).ToHaveTextAsync("take: processors.");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Ask again" }).ClickAsync();
        await Assertions.Expect(Rows(open)).ToHaveCountAsync(3);
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Radio, new() { Name = "it waits" })).ToBeFocusedAsync();
        Assert.Empty(open.Problems);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task It_has_no_barrier_that_axe_knows_and_fits(ColorScheme scheme, int width)
    {
        await using var open = await OpenAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        await Axe.FindsNothingAsync(open.Page.Locator(".chooser"));
        Assert.Equal(width, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Without_scripts_and_on_paper_it_is_a_table()
    {
        await using var still = await OpenAsync(new() { JavaScriptEnabled = false });
        await Assertions.Expect(Rows(still)).ToHaveTextAsync(["it waitsoneawaitawait", "it waitsmanyasyncWhenAll", "it computeseitherprocessorsParallel"]);

        await using var printed = await OpenAsync();
        await printed.Page.GetByRole(AriaRole.Radio, new() { Name = "it waits" }).CheckAsync();
        await printed.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(Rows(printed)).ToHaveCountAsync(3);
        await Assertions.Expect(printed.Page.GetByRole(AriaRole.Radio)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_moves_it_may_be_missing_and_is_tried_again_at_the_next_key()
    {
        var page = sites.Export("chooser-missing", ComponentNotebook.Of("Chooser", "chooser", JsonNode.Parse(chooser)));
        var script = Path.Combine(Path.GetDirectoryName(page.LocalPath)!, "assets", "component-chooser.js");
        File.Move(script, script + ".away");
        await using var open = await OpenPage.NewAsync(chromium);
        var failed = new TaskCompletionSource();
        open.Page.RequestFailed += (_, _) => failed.TrySetResult();
        await open.GoAsync(page);
        await failed.Task;
        await Assertions.Expect(Rows(open)).ToHaveCountAsync(3);
        await open.Page.Keyboard.PressAsync("Tab");
        File.Move(script + ".away", script);
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Radio)).ToHaveCountAsync(0);
        await open.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Radio).First).ToBeVisibleAsync();
        Assert.DoesNotContain(open.Problems, problem => problem.StartsWith("uncaught", StringComparison.Ordinal));
    }

    private Task<OpenPage> OpenAsync(BrowserNewContextOptions? options = null) => OpenPage.AtAsync(
        () => sites.Export("chooser", ComponentNotebook.Of("Chooser", "chooser", JsonNode.Parse(chooser))),
        chromium,
        options);

    private static ILocator Rows(OpenPage open) => open.Page.Locator(".chooser tbody tr:visible");
}
