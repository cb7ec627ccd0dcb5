using System.Globalization;
using AsyncWorkbook.Interactive.Tests.RealKernel;

namespace AsyncWorkbook.Interactive.Tests.Packages;

/// <summary>The library as a NuGet package, loaded by a cell from a folder, in the real kernel and in the workbook's own engine.</summary>
public sealed class PackageTests : IAsyncLifetime
{
    private const string brought = "AsyncWorkbook shows its runs, verdicts and timelines, and XPlot's charts.";

    private const string chart = """
        using XPlot.Plotly;
        Chart.Plot(new Scatter { x = new[] { 1, 2, 3 }, y = new[] { 2, 4, 8 } })
        """;

    private static readonly string[] forms = ["application/vnd.plotly.v1+json", "text/html", "text/plain"];

    /// <summary>A version of its own, because NuGet keeps what it has once unpacked.</summary>
    private readonly string version = string.Create(CultureInfo.InvariantCulture, $"0.0.0-test.{Environment.ProcessId}.{Environment.TickCount64}");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-package-");

    private string Load => $"#i \"nuget: {folder.FullName}\"\n#r \"nuget: AsyncWorkbook, {version}\"";

    public async ValueTask InitializeAsync() => await Programs.RunAsync(
        "dotnet", Repository.Top, "pack", "src/AsyncWorkbook.Interactive", "--no-build", "--output", folder.FullName,
        $"-p:MinVerVersionOverride={version}", $"-p:Version={version}"); // in a clone, and outside of one

    [Fact]
    public async Task A_cell_of_the_real_kernel_loads_it_and_sees_what_it_brought()
    {
        Tool.Require();
        await using var kernel = await InteractiveKernel.StartAsync(folder.FullName);

        var loaded = await kernel.SubmitAsync(Load);
        Assert.Null(loaded.Error);
        Assert.Equal(brought, loaded.Outputs[^1].Forms["text/plain"]);

        var shown = await kernel.SubmitAsync(chart);
        Assert.Null(shown.Error);
        Assert.Equal(forms, Assert.Single(shown.Outputs).Forms.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_cell_of_the_workbook_loads_it_and_sees_what_it_brought()
    {
        var cells = await OwnEngine.RunAsync(folder.FullName, [Load, chart]);

        Assert.Equal(brought, cells[0][^1].Forms["text/plain"]);
        Assert.Equal(forms, Assert.Single(cells[1]).Forms.Keys.Order(StringComparer.Ordinal));
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        var package = new DirectoryInfo(Path.Combine(PackagesFolder, "asyncworkbook"));
        if (package.Exists)
        {
            package.GetDirectories(version).SingleOrDefault()?.Delete(recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Where NuGet unpacks the user's packages.</summary>
    private static string PackagesFolder =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
