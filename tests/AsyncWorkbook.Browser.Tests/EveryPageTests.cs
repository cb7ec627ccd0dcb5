using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>What holds for every page that is exported.</summary>
public class EveryPageTests(Chromium chromium, ExportedSites sites)
{
    /// <summary>The elements that reach over the right edge of the window.</summary>
    private const string WiderThanThePage = """
        [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > innerWidth)
            .filter(element => {
                for (let around = element.parentElement; around; around = around.parentElement) {
                    if (getComputedStyle(around).overflowX !== 'visible') return false;
                }
                return true;
            })
            .map(element => `${element.getBoundingClientRect().right} ${element.outerHTML.slice(0, 120)}`)
        """;

    public static TheoryData<string, string> Pages => ExportedSites.Pages;

    [Theory, MemberData(nameof(Pages))]
    public async Task Opens_from_disk_without_a_network_and_without_an_error(string site, string file)
    {
        await using var open = await OpenAsync(site, file);
        await open.DrawChartsAsync();

        Assert.Empty(open.Problems);
        var home = new Uri(sites.Folder(site) + Path.DirectorySeparatorChar).AbsoluteUri;
        Assert.All(open.Requests, request => Assert.StartsWith(home, request, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Draws_a_mark_for_every_value_of_its_charts(string site, string file)
    {
        await using var open = await OpenAsync(site, file);
        await open.DrawChartsAsync();

        foreach (var plot in await open.Page.Locator(".plot").AllAsync())
        {
            var marks = await plot.EvaluateAsync<Marks[]>(Marks.Count);
            Assert.NotEmpty(marks);
            Assert.All(marks, mark => Assert.True(mark.Drawn >= mark.Expected && mark.Visible, $"{mark}"));
            Assert.Equal(await plot.EvaluateAsync<string>(Marks.TitleInFigure), await plot.EvaluateAsync<string>(Marks.TitleInDrawing));
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Never_scrolls_sideways(string site, string file)
    {
        await using var open = await OpenAsync(site, file);
        foreach (var width in new[] { 1280, 375, 320 })
        {
            await open.Page.SetViewportSizeAsync(width, 800);
            await open.DrawChartsAsync();
            var scrolls = await open.Page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)");
            Assert.True(width == scrolls, $"{scrolls} px in {width} px: {string.Join("; ", await open.Page.EvaluateAsync<string[]>(WiderThanThePage))}");
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Links_of_the_contents_lead_to_their_sections(string site, string file)
    {
        await using var open = await OpenAsync(site, file);
        await open.DrawChartsAsync();

        foreach (var link in await open.Page.Locator(".contents a").AllAsync())
        {
            await link.ClickAsync();
            var section = open.Page.Locator($"main h2[id='{(await link.GetAttributeAsync("href"))![1..]}']");
            await Assertions.Expect(section).ToBeInViewportAsync();
            await Assertions.Expect(link).ToHaveAttributeAsync("aria-current", "location");
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_control_is_reached_by_keyboard_and_shows_that_it_is(string site, string file)
    {
        await using var open = await OpenAsync(site, file);
        await open.DrawChartsAsync();
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

    [Theory, MemberData(nameof(Pages))]
    public Task Has_no_barrier_that_axe_knows_in_the_light(string site, string file) => AxeFindsNothingAsync(site, file, ColorScheme.Light);

    [Theory, MemberData(nameof(Pages))]
    public Task Has_no_barrier_that_axe_knows_in_the_dark(string site, string file) => AxeFindsNothingAsync(site, file, ColorScheme.Dark);

    private async Task AxeFindsNothingAsync(string site, string file, ColorScheme scheme)
    {
        await using var open = await OpenAsync(site, file, new() { ColorScheme = scheme });
        await open.DrawChartsAsync();
        await open.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => { details.open = true; })");

        var result = await open.Page.RunAxe();

        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(node => node.Html))}")));
    }

    private Task<OpenPage> OpenAsync(string site, string file, BrowserNewContextOptions? options = null) =>
        OpenPage.AtAsync(() => sites.Address(site, file), chromium, options);
}
