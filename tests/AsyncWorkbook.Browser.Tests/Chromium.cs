using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(AsyncWorkbook.Browser.Tests.Chromium))]

namespace AsyncWorkbook.Browser.Tests;

/// <summary>One browser for all tests: the system's own Chromium, nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Where it is looked for, unless the variable <c>WORKBOOK_CHROMIUM</c> names it.</summary>
    private static readonly string[] places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>How long pages are waited for: on a busy machine only what never comes takes it.</summary>
    private const float patience = 180_000; // milliseconds; Playwright's own are 5 and 30 s

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        var named = Environment.GetEnvironmentVariable("WORKBOOK_CHROMIUM");
        var program = (named is { Length: > 0 } ? [named] : places).FirstOrDefault(File.Exists);
        if (program is null)
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(patience);
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Timeout = patience,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A fresh profile without a network.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions? options = null)
    {
        var context = await Require().NewContextAsync(options ?? new());
        context.SetDefaultTimeout(patience);
        await context.SetOfflineAsync(true);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>Without Chromium a test is skipped by name; on a build server, which has to have one, it fails.</summary>
    private IBrowser Require()
    {
        if (browser is null)
        {
            const string message = "Chromium is not installed; on Debian: apt-get install chromium";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", message);
            Assert.Fail(message);
        }

        return browser;
    }
}
