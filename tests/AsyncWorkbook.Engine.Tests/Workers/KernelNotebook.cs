using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>A session that the tests of a class share.</summary>
public sealed class KernelNotebook : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook-kernels-");

    /// <summary>Opens the session.</summary>
    public KernelNotebook() =>
        Session = new Session(new SessionOptions { WorkingDirectory = folder.FullName, Workers = Built.Workers });

    internal Session Session { get; }

    /// <summary>Ends its processes.</summary>
    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
