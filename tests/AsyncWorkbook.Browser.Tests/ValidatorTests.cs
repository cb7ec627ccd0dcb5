using System.Diagnostics;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Browser.Tests;

/// <summary>Pages are HTML as the Nu checker, which the W3C's validator runs, reads it.</summary>
public class ValidatorTests(ExportedSites sites)
{
    [Theory]
    [InlineData("samples")]
    [InlineData(ExportedSites.Book)]
    public async Task The_checker_finds_nothing(string site)
    {
        var jar = Repository.PathOf("src", "node_modules", "vnu-jar", "build", "dist", "vnu.jar");
        Assert.SkipUnless(File.Exists(jar), "vnu-jar is not installed: npm --prefix src ci");
        Assert.SkipUnless(HasJava(), "there is no java");
        var pages = Directory.GetFiles(sites.Folder(site), "*.html");
        using var process = Process.Start(new ProcessStartInfo("java", ["-jar", jar, "--errors-only", "--format", "json", "--exit-zero-always", .. pages]) { RedirectStandardError = true })!;
        var report = JsonNode.Parse(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken))!["messages"]!.AsArray();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal([], report.Select(message => $"{Path.GetFileName((string?)message!["url"])}:{message["lastLine"]}: {message["message"]} {message["extract"]}"));
    }

    private static bool HasJava()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("java", ["-version"]) { RedirectStandardError = true });
            process?.WaitForExit();
            return process?.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
