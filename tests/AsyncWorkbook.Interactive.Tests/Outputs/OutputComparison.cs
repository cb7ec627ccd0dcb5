using AsyncWorkbook.Interactive.Tests.RealKernel;

namespace AsyncWorkbook.Interactive.Tests.Outputs;

/// <summary>The cells of <c>cells.csx</c>, run once by each engine: what both show, cell by cell.</summary>
public sealed class OutputComparison : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-outputs-");

    /// <summary>What each cell shows here, by the cell's name. Empty without the real kernel.</summary>
    internal IReadOnlyDictionary<string, string> Ours { get; private set; } = new Dictionary<string, string>();

    /// <summary>What each cell shows in the real kernel, by the cell's name. Empty without it.</summary>
    internal IReadOnlyDictionary<string, string> Real { get; private set; } = new Dictionary<string, string>();

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(Tool.Path))
        {
            Real = await RunInRealKernelAsync();
            Ours = await RunHereAsync();
        }
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<Dictionary<string, string>> RunInRealKernelAsync()
    {
        await using var kernel = await InteractiveKernel.StartAsync(folder.FullName);
        Dictionary<string, string> shown = [];
        foreach (var cell in OutputCell.All)
        {
            shown.Add(cell.Name, Shown.Of((await kernel.SubmitAsync(cell.Code)).Outputs));
        }

        return shown;
    }

    private async Task<Dictionary<string, string>> RunHereAsync()
    {
        var shown = await OwnEngine.RunAsync(folder.FullName, OutputCell.All.Select(cell => cell.Code));
        return OutputCell.All.Zip(shown).ToDictionary(pair => pair.First.Name, pair => Shown.Of(pair.Second));
    }
}
