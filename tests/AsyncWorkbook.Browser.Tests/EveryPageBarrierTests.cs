using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Every page that is exported is there for everybody: by screen reader, in light and dark.</summary>
public class EveryPageBarrierTests(Window window) : IClassFixture<Window>
{
    public static TheoryData<string, string> Pages => ExportedSites.Pages;

    [Theory, MemberData(nameof(Pages))]
    public Task Has_no_barrier_that_axe_knows_in_the_light(string site, string file) => AxeFindsNothingAsync(site, file, ColorScheme.Light);

    [Theory, MemberData(nameof(Pages))]
    public Task Has_no_barrier_that_axe_knows_in_the_dark(string site, string file) => AxeFindsNothingAsync(site, file, ColorScheme.Dark);

    private async Task AxeFindsNothingAsync(string site, string file, ColorScheme scheme)
    {
        var open = await window.OpenAsync(site, file, scheme);
        await open.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => { details.open = true; })");

        // The dark page is the light one in other colours.
        await Axe.FindsNothingAsync(open.Page, scheme == ColorScheme.Light ? null : "color-contrast");
    }
}
