using Microsoft.Playwright;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Opens one page after the other in the same window, because a new one takes longer than most pages. For tests that leave nothing in a profile.</summary>
public sealed class Window(Chromium chromium, ExportedSites sites) : IAsyncDisposable
{
    private OpenPage? open;

    /// <summary>Opens a page and draws its charts; or leaves it as it is when it is opened.</summary>
    internal async Task<OpenPage> OpenAsync(string site, string file, ColorScheme scheme = ColorScheme.Light, bool toItsEnd = true)
    {
        open ??= await OpenPage.NewAsync(chromium);
        await open.Page.SetViewportSizeAsync(1280, 720);
        await open.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await open.GoAsync(sites.Address(site, file));
        if (toItsEnd)
        {
            await open.DrawChartsAsync();
        }
        else
        {
            await open.Page.EvaluateAsync("new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)))"); // what is in sight has been asked for
        }

        return open;
    }

    /// <summary>Closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (open is not null)
        {
            await open.DisposeAsync();
        }
    }
}
