using System.Diagnostics;
using AsyncWorkbook.Engine.Programs;
using AsyncWorkbook.Live.Tests;

[assembly: AssemblyFixture(typeof(Browser))]

namespace AsyncWorkbook.Live.Tests;

/// <summary>One Chromium for all tests; each worker has a page of its own in it, which shares nothing with others.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3); // for Chromium to start, or to end

    private Process? process;

    /// <summary>Where it listens.</summary>
    public static string Address { get; private set; } = "";

    /// <summary>The folder of Playwright's own program.</summary>
    public static string Playwright => Path.Combine(AppContext.BaseDirectory, ".playwright", "package");

    /// <summary>Whether there is one, and what live pages load has been built.</summary>
    public static bool IsThere =>
        (File.Exists("/usr/bin/chromium") || File.Exists("/usr/bin/chromium-browser")) && File.Exists(Repository.PathOf("artifacts", "live", "live.js"));

    /// <summary>Skips the running test where there is none; where a test run has to be whole (<c>CI=true</c>), it fails.</summary>
    public static void Require()
    {
        if (!IsThere)
        {
            const string reason = "there is no Chromium, or no artifacts/live: npm --prefix src ci, and build";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Fail(reason);
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!IsThere)
        {
            return;
        }

        var program = Repository.PathOf("tests", "AsyncWorkbook.Live.Tests", "Page", "browser.mjs");
        process = Process.Start(new ProcessStartInfo(Runtimes.Node(), [program, Playwright]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Address = await process.StandardOutput.ReadLineAsync().WaitAsync(patience)
            ?? throw new InvalidOperationException("Chromium did not start.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await SharedKernels.EndAsync();
        if (process is not null)
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
}
