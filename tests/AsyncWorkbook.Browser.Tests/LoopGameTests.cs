using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Being the event loop: with mouse and keyboard, for every eye and ear, without scripts and on paper.</summary>
public class LoopGameTests(Chromium chromium, ExportedSites sites)
{
    private const string game = """
        {"title":"Loop","caption":"Pick what runs next.","levels":[
         {"name":"Soon","language":"JavaScript","log":[["program","",""],["timer","timers","0"],["first","microtasks",""],["second","microtasks",""],["first","",""],["second","",""],["timer","",""]]},
         {"name":"Called","language":"Python","log":[["program","",""],["soon","ready queue",""],["alarm","timers","0"],["work","",""],["soon","",""],["later","ready queue",""],["alarm","",""],["later","",""]]}]}
        """;

    [Fact]
    public async Task A_wrong_pick_names_its_rule_and_a_right_one_goes_on()
    {
        await using var open = await OpenAsync();
        await Pick(open, "timer").ClickAsync();
        await Assertions.Expect(Said(open)).ToContainTextAsync("No. JavaScript serves its microtasks to the last");
        await Pick(open, "second").ClickAsync();
        await Assertions.Expect(Said(open)).ToContainTextAsync("First in, first out: first stood in the microtasks before second.");
        await Pick(open, "first").ClickAsync();
        await Assertions.Expect(Said(open)).ToContainTextAsync("Yes, first.");
        await Pick(open, "second").ClickAsync();
        await Assertions.Expect(Said(open)).ToContainTextAsync("That was all: 2 wrong picks.");
        await Assertions.Expect(open.Page.Locator(".level:visible .ran li")).ToHaveTextAsync(["program", "first", "second", "timer"]);
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task It_is_played_by_keyboard_from_level_to_level()
    {
        await using var open = await OpenAsync();
        await Pick(open, "first").FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await open.Page.Keyboard.PressAsync("Tab"); // from the timer to the second microtask
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Said(open)).ToContainTextAsync("no wrong pick");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Next level" }).FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Pick(open, "soon").ClickAsync();
        await Assertions.Expect(Said(open)).ToContainTextAsync("work stands in no queue");
        await Pick(open, "work").ClickAsync();
        await Pick(open, "alarm").ClickAsync();
        await Assertions.Expect(Said(open)).ToContainTextAsync("a timer that rings only joins the end of the ready queue");
        await Pick(open, "soon").ClickAsync();
        await Pick(open, "later").ClickAsync();
        await Assertions.Expect(Said(open)).ToContainTextAsync("Asyncio runs what stood in the queue when the turn began.");
        await Pick(open, "alarm").ClickAsync();
        await Assertions.Expect(Said(open)).ToContainTextAsync("That was all: 3 wrong picks.");
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Button, new() { Name = "Level 1, done" })).ToBeVisibleAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Again" }).ClickAsync();
        await Assertions.Expect(Pick(open, "work")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task It_has_no_barrier_that_axe_knows_and_fits(ColorScheme scheme, int width)
    {
        await using var open = await OpenAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        await Pick(open, "timer").ClickAsync();
        await Axe.FindsNothingAsync(open.Page.Locator(".loop-game"));
        Assert.Equal(width, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Without_scripts_and_on_paper_every_level_has_its_answer()
    {
        await using var still = await OpenAsync(new() { JavaScriptEnabled = false });
        await still.Page.GetByText("What ran, in order").First.ClickAsync();
        await Assertions.Expect(still.Page.Locator(".level").First.GetByRole(AriaRole.Listitem).First).ToHaveTextAsync("program");
        await Assertions.Expect(still.Page.Locator(".picks")).ToHaveCountAsync(0);

        await using var printed = await OpenAsync();
        await printed.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(printed.Page.Locator(".level:visible")).ToHaveCountAsync(2);
        await Assertions.Expect(printed.Page.Locator(".picks:visible")).ToHaveCountAsync(0);
    }

    private Task<OpenPage> OpenAsync(BrowserNewContextOptions? options = null) => OpenPage.AtAsync(
        () => sites.Export("loop-game", ComponentNotebook.Of("Loop", "loop-game", JsonNode.Parse(game))),
        chromium,
        options);

    private static ILocator Pick(OpenPage open, string name) => open.Page.Locator(".level:visible .picks button", new() { HasText = name });

    private static ILocator Said(OpenPage open) => open.Page.Locator(".level:visible .said");
}
