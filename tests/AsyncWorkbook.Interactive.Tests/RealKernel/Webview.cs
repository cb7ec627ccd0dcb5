using AsyncWorkbook.Browser.Tests;
using Microsoft.Playwright;

namespace AsyncWorkbook.Interactive.Tests.RealKernel;

/// <summary>A page in a browser in which JavaScript cells run, as in the editor's webview.</summary>
internal sealed class Webview : IAsyncDisposable
{
    private const string address = "https://webview.invalid/";

    private readonly IBrowserContext context;
    private readonly IPage page;

    private Webview(IBrowserContext context, IPage page)
    {
        this.context = context;
        this.page = page;
    }

    /// <summary>Opens one with a profile of its own and without a network.</summary>
    public static async Task<Webview> OpenAsync(Chromium chromium)
    {
        var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.RouteAsync($"{address}**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>webview</title>" }));
        return new(context, page);
    }

    /// <summary>Starts the JavaScript kernel, whose envelopes, JSON lines, go where they are told.</summary>
    public async Task AnswerAsync(Func<string, Task> write)
    {
        await page.ExposeFunctionAsync("send", write);
        await page.GotoAsync(address);
        await page.AddScriptTagAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "RealKernel", "webview.js") });
    }

    /// <summary>Hands it a command; its events come when they come.</summary>
    public Task SendAsync(string envelope) => page.EvaluateAsync("line => receive(JSON.parse(line))", envelope);

    public async ValueTask DisposeAsync() => await context.CloseAsync();
}
