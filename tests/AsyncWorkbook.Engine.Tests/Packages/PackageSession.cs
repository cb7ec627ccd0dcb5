using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Outputs;
using AsyncWorkbook.Engine.Tests.Workers;

namespace AsyncWorkbook.Engine.Tests.Packages;

/// <summary>A session whose cells ask for packages: the real SDK and the real C# worker; most packages come from a folder.</summary>
public abstract class PackageSession : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-packages-");

    private protected PackageSession(LocalFeed feed)
    {
        Feed = feed;
        Session = Open();
    }

    /// <summary>How long a test waits: the machine may be busy, and the network slow.</summary>
    protected static TimeSpan Patience { get; } = TimeSpan.FromMinutes(5);

    protected LocalFeed Feed { get; }

    private protected Session Session { get; private set; }

    protected string Cache => Path.Combine(folder.FullName, "cache");

    protected string Source => $"#i \"nuget: {Feed.Folder}\"\n";

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected static string Plain(Output output) => (string?)(output switch
    {
        ResultOutput result => result.Data,
        DisplayOutput display => display.Data,
        _ => [],
    })["text/plain"] ?? "";

    private Session Open() =>
        new(new SessionOptions { WorkingDirectory = folder.FullName, Workers = Built.Workers, PackageCache = Cache });

    private protected async Task ReopenAsync()
    {
        await Session.DisposeAsync();
        Session = Open();
    }

    private protected async Task<(CellStatus Status, RecordingSink Shown)> RunAsync(string source)
    {
        var sink = new RecordingSink();
        return (await Session.ExecuteAsync(source, "csharp", "cell 1", sink, Patience, CancellationToken.None), sink);
    }

    private protected async Task<RecordingSink> OkAsync(string source)
    {
        var (status, shown) = await RunAsync(source);
        Assert.True(status == CellStatus.Ok, shown.Error?.Value);
        return shown;
    }

    private protected async Task<ErrorOutput> ErrorAsync(string source)
    {
        var (status, shown) = await RunAsync(source);
        Assert.Equal((CellStatus.Error, ""), (status, shown.Stdout));
        return Assert.Single(shown.Outputs.OfType<ErrorOutput>());
    }
}
