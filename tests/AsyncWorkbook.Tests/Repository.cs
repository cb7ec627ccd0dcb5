namespace AsyncWorkbook.Tests;

/// <summary>Finds the project's files, wherever the tests were built.</summary>
internal static class Repository
{
    private static readonly string top = Find();

    public static string PathOf(params string[] parts) => Path.Combine([top, .. parts]);

    public static ProblemSpec ChessSimulSpec() => ProblemSpec.Load(PathOf("data", "p01-chess-simul.json"));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AsyncWorkbook.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
