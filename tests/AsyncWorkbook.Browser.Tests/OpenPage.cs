using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>A page that was opened from disk, and what it did that a page must not do.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext context;

    private OpenPage(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Console errors and warnings, uncaught errors and requests that failed.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>What it asked for, besides what it carries itself.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>A window with a fresh profile.</summary>
    public static async Task<OpenPage> NewAsync(Chromium chromium, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.ReducedMotion = ReducedMotion.Reduce; // no smooth scrolling to wait for
        var context = await chromium.NewContextAsync(options);
        var open = new OpenPage(context, await context.NewPageAsync());
        open.Watch();
        return open;
    }

    /// <summary>Opens a page in a window of its own; its address is asked for once there is a browser, because a site may have to be exported first.</summary>
    public static async Task<OpenPage> AtAsync(Func<Uri> address, Chromium chromium, BrowserNewContextOptions? options = null)
    {
        var open = await NewAsync(chromium, options);
        await open.GoAsync(address());
        return open;
    }

    /// <summary>Opens another page in this window.</summary>
    public Task GoAsync(Uri address)
    {
        Problems.Clear();
        Requests.Clear();
        return Page.GotoAsync(address.AbsoluteUri);
    }

    /// <summary>Draws every chart, as reading the page to its end would.</summary>
    public async Task DrawChartsAsync()
    {
        await Page.EvaluateAsync("document.querySelectorAll('.plot').forEach(place => place.scrollIntoView())");
        foreach (var plot in await Page.Locator(".plot").AllAsync())
        {
            await plot.ScrollIntoViewIfNeededAsync();
            await plot.Locator(".main-svg").First.WaitForAsync();
        }

        await Page.EvaluateAsync("scrollTo(0, 0)");
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();

    private void Watch()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Problems.Add($"console {message.Type}: {message.Text}");
            }
        };
        Page.PageError += (_, error) => Problems.Add($"uncaught: {error}");
        Page.RequestFailed += (_, request) => Problems.Add($"failed: {request.Url} {request.Failure}");
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                Requests.Add(request.Url);
            }
        };
    }
}
