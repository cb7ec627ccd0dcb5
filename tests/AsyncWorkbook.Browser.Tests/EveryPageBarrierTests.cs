using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Every page that is exported is there for everybody: by screen reader, in light and dark.</summary>
public class EveryPageBarrierTests(Chromium chromium, ExportedSites sites)
{
    public static TheoryData<string, string> Pages => ExportedSites.Pages;

    [Theory, MemberData(nameof(Pages))]
    public Task Has_no_barrier_that_axe_knows_in_the_light(string site, string file) => AxeFindsNothingAsync(site, file, ColorScheme.Light);

    [Theory, MemberData(nameof(Pages))]
    public Task Has_no_barrier_that_axe_knows_in_the_dark(string site, string file) => AxeFindsNothingAsync(site, file, ColorScheme.Dark);

    private async Task AxeFindsNothingAsync(string site, string file, ColorScheme scheme)
    {
        await using var open = await OpenPage.AtAsync(() => sites.Address(site, file), chromium, new() { ColorScheme = scheme });
        await open.DrawChartsAsync();
        await open.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => { details.open = true; })");

        // The dark page is the light one in other colours.
        var result = await (scheme == ColorScheme.Light
            ? open.Page.RunAxe()
            : open.Page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "rule", Values = ["color-contrast"] } }));

        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(node => node.Html))}")));
    }
}
