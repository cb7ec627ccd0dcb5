using System.Diagnostics;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>The server of <c>workbook serve</c>, for pages that a test wants from a server.</summary>
internal sealed class SiteServer : IAsyncDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3); // for it to start, or to end

    private readonly Process process;

    private SiteServer(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<SiteServer> StartAsync(string folder)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [Repository.PathOf("artifacts", "workbook", "site-server", "site-server.dll"), folder, "0"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            return new SiteServer(process, new Uri(await process.StandardOutput.ReadLineAsync().WaitAsync(patience) ?? throw new InvalidOperationException("it did not start")));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Says that the pages have changed.</summary>
    public Task TellAsync() => process.StandardInput.WriteLineAsync("changed");

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }
}
