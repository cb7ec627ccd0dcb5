using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Every page that is exported reads without a script, and lets none run but its own.</summary>
public class EveryPageStillTests(Chromium chromium, ExportedSites sites)
{
    public static TheoryData<string, string> Pages => ExportedSites.Pages;

    [Theory, MemberData(nameof(Pages))]
    public async Task Without_scripts_every_chart_shows_a_picture_or_its_values_and_no_code_hides_behind_a_tab(string site, string file)
    {
        await using var open = await OpenPage.AtAsync(() => sites.Address(site, file), chromium, new() { JavaScriptEnabled = false });
        await Assertions.Expect(open.Page.Locator(".chart:not(:has(.plot svg, table))")).ToHaveCountAsync(site == "samples" ? await open.Page.Locator(".plot:empty").CountAsync() : 0);
        foreach (var code in await open.Page.Locator(".languages > .cell > .code .source").AllAsync())
        {
            await Assertions.Expect(code).ToBeVisibleAsync(new() { Visible = !await code.EvaluateAsync<bool>("code => !!code.closest('details:not([open])')") });
        }

        Assert.Empty(open.Problems);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Its_policy_is_strict(string site, string file)
    {
        var page = await File.ReadAllTextAsync(sites.Address(site, file).LocalPath, TestContext.Current.CancellationToken);
        var live = page.Contains("<script type=\"application/json\" id=\"live\">", StringComparison.Ordinal) ? " blob: 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self'" : "";
        Assert.Contains($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' file:{live}; style-src 'self' file: 'unsafe-inline'; img-src 'self' file: data: blob:; media-src data:; font-src 'self' file: data:; base-uri 'none'; form-action 'none'\">", page, StringComparison.Ordinal);
    }
}
