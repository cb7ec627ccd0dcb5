using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Live cells that mean harm: they run nothing until a reader says so, and then reach nothing but their own worker; from disk, and from a server.</summary>
public class HostileLiveTests(Chromium chromium, ExportedSites sites)
{
    private const float patience = 120_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_runs_until_somebody_presses_Run_and_what_runs_then_does_not_reach_the_page(bool isServed)
    {
        using var elsewhere = new TcpListener(IPAddress.Loopback, 0);
        elsewhere.Start();
        var reach = """
            const tried = {
              document: typeof document, window: typeof window, storage: typeof localStorage, parent: typeof parent,
              elsewhere: await fetch('http://127.0.0.1:9/').then(() => 'reached', (error) => 'refused'),
              script: await Promise.resolve().then(() => importScripts('http://127.0.0.1:9/x.js')).then(() => 'reached', () => 'refused'),
              module: await import('http://127.0.0.1:9/x.mjs').then(() => 'reached', () => 'refused'),
              socket: await new Promise((say) => {
                try { const socket = new WebSocket('ws://127.0.0.1:9/'); socket.onopen = () => say('reached'); socket.onerror = () => say('refused'); } catch { say('refused'); }
              }),
            };
            postMessage('hit()');
            console.log(JSON.stringify(tried));
            """.Replace(":9/", $":{((IPEndPoint)elsewhere.LocalEndpoint).Port}/", StringComparison.Ordinal);
        await using var open = await OpenPage.NewAsync(chromium);
        await open.Page.Context.SetOfflineAsync(false); // it could reach what listens on this machine
        var hits = 0;
        await open.Page.ExposeFunctionAsync("hit", () => { hits++; });
        await using var home = await HomeAsync(sites.Export($"hostile-live-{isServed}", RecordedNotebook.Of(("javascript", reach)), live: true), isServed);
        await open.GoAsync(home.Page);
        Assert.DoesNotContain(open.Requests, request => request.Contains("/live/", StringComparison.Ordinal));

        await open.Page.Locator("#cell-c0 .live-run").ClickAsync();
        await Assertions.Expect(open.Page.Locator("#cell-c0 .live-outputs")).ToContainTextAsync(
            """{"document":"undefined","window":"undefined","storage":"undefined","parent":"undefined","elsewhere":"refused","script":"refused","module":"refused","socket":"refused"}""",
            new() { Timeout = patience });
        Assert.Equal(0, hits);
        Assert.False(elsewhere.Pending());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_cell_shows_loses_what_could_run_load_or_lead_away(bool isServed)
    {
        await using var open = await OpenPage.NewAsync(chromium);
        await open.Page.Context.SetOfflineAsync(!isServed);
        List<string> hits = [], journeys = [];
        await open.Page.ExposeFunctionAsync("hit", () => hits.Add("hit"));
        open.Page.FrameNavigated += (_, frame) => journeys.Add(frame.Url);
        var show = string.Join('\n', Payloads.All.Select(payload => $"display(Html({Python(payload)}))"));
        await using var home = await HomeAsync(sites.Export($"hostile-outputs-{isServed}", RecordedNotebook.Of(("python", $"{html}\n{show}\nprint('all shown')")), live: true), isServed);
        await open.GoAsync(home.Page);

        await open.Page.Locator("#cell-c0 .live-run").ClickAsync();
        await Assertions.Expect(open.Page.Locator("#cell-c0 .live-outputs .stream")).ToHaveTextAsync("all shown", new() { Timeout = patience });
        await Assertions.Expect(open.Page.Locator("#cell-c0 .live-status")).ToHaveTextAsync("run here", new() { Timeout = patience });
        await open.Page.EvaluateAsync("async () => { await Promise.allSettled([...document.images].map(image => image.decode())); await new Promise(requestAnimationFrame); }");

        Assert.Empty(hits);
        Assert.Single(journeys); // to the page itself
        Assert.All(open.Requests, request => Assert.StartsWith(isServed ? home.Page.GetLeftPart(UriPartial.Authority) : "file:", request, StringComparison.Ordinal));
        await Assertions.Expect(open.Page.Locator("main > article > .cell")).ToHaveCountAsync(1);
        await Assertions.Expect(open.Page.Locator(".live-outputs :is(script, iframe, form, style, meta, base, link, object, embed)")).ToHaveCountAsync(0);
    }

    private static async Task<Home> HomeAsync(Uri file, bool isServed)
    {
        var server = isServed ? await SiteServer.StartAsync(Path.GetDirectoryName(file.LocalPath)!) : null;
        return new Home(server, server is null ? file : new Uri(server.Address, Path.GetFileName(file.LocalPath)));
    }

    /// <summary>Where a page is.</summary>
    private sealed record Home(SiteServer? Server, Uri Page) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? default;
    }

    private const string html = """
        class Html:
            def __init__(self, text):
                self.text = text

            def _repr_html_(self):
                return self.text
        """;

    private static string Python(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
