using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Every page that is exported is there for everybody: by keyboard and by its contents.</summary>
public class EveryPageAccessTests(Window window) : IClassFixture<Window>
{
    public static TheoryData<string, string> Pages => ExportedSites.Pages;

    [Theory, MemberData(nameof(Pages))]
    public async Task Links_of_the_contents_lead_to_their_sections(string site, string file)
    {
        var open = await window.OpenAsync(site, file);

        var contents = open.Page.GetByRole(AriaRole.Button, new() { Name = "Contents" });
        foreach (var link in await open.Page.Locator(".contents a").AllAsync())
        {
            await contents.ClickAsync();
            await link.ClickAsync();
            var section = open.Page.Locator($"main h2[id='{(await link.GetAttributeAsync("href"))![1..]}']");
            await Assertions.Expect(section).ToBeInViewportAsync();
            await Assertions.Expect(link).ToHaveAttributeAsync("aria-current", "location");
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_control_is_reached_by_keyboard_and_shows_that_it_is(string site, string file)
    {
        var open = await window.OpenAsync(site, file);
        await open.Page.EvaluateAsync(Controls.Loaded);
        var expected = await open.Page.EvaluateAsync<int>(Controls.Number);
        var reached = new List<int>();

        for (var i = 0; i < expected; i++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            var focus = await open.Page.EvaluateAsync<Focus>(Controls.Focused);
            Assert.True(focus.Outlined, $"{focus.What} has no outline");
            reached.Add(focus.Number);
        }

        Assert.Equal(Enumerable.Range(0, expected), reached);
    }
}
