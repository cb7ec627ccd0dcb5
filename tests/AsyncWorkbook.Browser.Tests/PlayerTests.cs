using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Playing a recording: with mouse and keyboard, for every eye and ear, without scripts and on paper.</summary>
public class PlayerTests(Chromium chromium, ExportedSites sites)
{
    [Fact]
    public async Task Steps_go_from_moment_to_moment_and_say_what_holds()
    {
        await using var open = await OpenAsync();
        await open.Page.GetByRole(AriaRole.Radio, new() { Name = "short" }).CheckAsync();
        await Slider(open).FocusAsync();
        await open.Page.Keyboard.PressAsync("Home"); // a slider's own key
        foreach (var at in new[] { "0 s", "5 s", "10 s", "15 s", "20 s" })
        {
            await Assertions.Expect(Slider(open)).ToHaveAttributeAsync("aria-valuetext", at);
            await Assertions.Expect(Words(open)).ToContainTextAsync($"{at}. ");
            await open.Page.Keyboard.PressAsync("ArrowRight");
        }

        await Assertions.Expect(Words(open)).ToContainTextAsync("job 1: ends");
        await open.Page.Keyboard.PressAsync("ArrowLeft");
        await open.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(Words(open)).ToHaveTextAsync("10 s. works: job 2 (Python); rests: job 1, job 2 (C#).");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Step ▶" }).ClickAsync();
        await Assertions.Expect(Words(open)).ToContainTextAsync("15 s. job 2 (Python): ends");
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task It_plays_to_its_end_and_again()
    {
        await using var open = await OpenAsync();
        await open.Page.GetByRole(AriaRole.Radio, new() { Name = "short" }).CheckAsync();
        await open.Page.GetByLabel("speed").SelectOptionAsync("4");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Play" }).ClickAsync();
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeVisibleAsync();
        await Assertions.Expect(Slider(open)).ToHaveAttributeAsync("aria-valuetext", "20 s", new() { Timeout = 60_000 });
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Button, new() { Name = "Play" })).ToBeVisibleAsync();
        await Assertions.Expect(Words(open)).ToHaveAttributeAsync("aria-live", "polite");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Play" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(Slider(open)).Not.ToHaveAttributeAsync("aria-valuetext", "20 s");
    }

    [Fact]
    public async Task A_row_of_the_table_leads_to_its_moment()
    {
        await using var open = await OpenAsync();
        await open.Page.Locator("summary", new() { HasText = "The same as a table: long" }).ClickAsync();
        var jump = open.Page.GetByRole(AriaRole.Row, new() { Name = "job 2 rests 10 200 C#" }).GetByRole(AriaRole.Button);
        await jump.FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Slider(open)).ToHaveAttributeAsync("aria-valuetext", "0:10");
    }

    [Fact]
    public async Task One_recording_shows_at_a_time_and_its_table_with_it()
    {
        await using var open = await OpenAsync();
        await Assertions.Expect(open.Page.Locator(".take:visible")).ToHaveCountAsync(1);
        await Assertions.Expect(open.Page.GetByText("of 3:20")).ToBeVisibleAsync();
        await open.Page.GetByRole(AriaRole.Radio, new() { Name = "short" }).CheckAsync();
        await Assertions.Expect(open.Page.GetByText("of 20 s")).ToBeVisibleAsync();
        await Assertions.Expect(open.Page.Locator(".rows:visible summary")).ToHaveTextAsync("The same as a table: short");
    }

    [Fact]
    public async Task A_recording_in_steps_counts_them_from_one()
    {
        var steps = Recording.Of("");
        steps["unit"] = "step";
        await using var open = await OpenPage.AtAsync(() => sites.Export("steps", ComponentNotebook.Of("Jobs", "player", steps)), chromium);
        await open.Page.GetByRole(AriaRole.Radio, new() { Name = "short" }).CheckAsync();
        await Slider(open).FocusAsync();
        await open.Page.Keyboard.PressAsync("Home");
        await Assertions.Expect(Words(open)).ToContainTextAsync("step 1. ");
        await open.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(Slider(open)).ToHaveAttributeAsync("aria-valuetext", "step 6");
        await open.Page.Keyboard.PressAsync("End");
        await Assertions.Expect(Slider(open)).ToHaveAttributeAsync("aria-valuetext", "step 20"); // there is none behind the last
        await open.Page.Locator("summary", new() { HasText = "The same as a table: short" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Row, new() { Name = "job 2 rests 11 20 C#" }).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(Slider(open)).ToHaveAttributeAsync("aria-valuetext", "step 11");
        Assert.Empty(open.Problems);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 375)]
    public async Task It_has_no_barrier_that_axe_knows_and_fits(ColorScheme scheme, int width)
    {
        await using var open = await OpenAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        await open.Page.Locator("summary", new() { HasText = "The same as a table: long" }).ClickAsync();
        await Axe.FindsNothingAsync(open.Page.Locator(".player"));
        Assert.Equal(width, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_moves_it_is_loaded_when_it_is_near_or_the_keyboard_is_on_its_way(bool byKeyboard)
    {
        var far = ComponentNotebook.Of("Jobs", "player", Recording.Of(""), before: string.Concat(Enumerable.Repeat("A paragraph.\n\n", 200)));
        await using var open = await OpenPage.AtAsync(() => sites.Export("far", far), chromium);
        await open.Page.EvaluateAsync("new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)))");
        Assert.DoesNotContain(open.Requests, request => request.EndsWith("/component-player.js", StringComparison.Ordinal));
        await Assertions.Expect(open.Page.Locator(".take svg").First).ToBeAttachedAsync(); // it is drawn already
        await (byKeyboard ? open.Page.Keyboard.PressAsync("Tab") : open.Page.Locator(".player").ScrollIntoViewIfNeededAsync());
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Button, new() { Name = "Play" })).ToBeVisibleAsync();
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task Without_scripts_all_recordings_stand_there_as_pictures_and_tables()
    {
        await using var open = await OpenAsync(new() { JavaScriptEnabled = false });
        await Assertions.Expect(open.Page.Locator(".take svg:visible")).ToHaveCountAsync(2);
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Button, new() { Name = "Play" })).ToHaveCountAsync(0);
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Slider)).ToHaveCountAsync(0);
        await Assertions.Expect(open.Page.GetByText("compared: they part in job 2").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_paper_all_recordings_stand_there()
    {
        await using var open = await OpenAsync();
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(open.Page.Locator(".take svg:visible")).ToHaveCountAsync(2);
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Button, new() { Name = "Play" })).ToHaveCountAsync(0);
    }

    private Task<OpenPage> OpenAsync(BrowserNewContextOptions? options = null) => OpenPage.AtAsync(
        () => sites.Export("player", ComponentNotebook.Of("Jobs", "player", Recording.Of(""))),
        chromium,
        options);

    private static ILocator Slider(OpenPage open) => open.Page.Locator(".take:not([hidden]) .scrub");

    private static ILocator Words(OpenPage open) => open.Page.Locator(".player .say");
}
