namespace AsyncWorkbook.Engine.Tests;

/// <summary>What <c>dotnet build src/publish.proj</c> left in <c>artifacts</c>: tests drive the real thing.</summary>
internal static class Built
{
    /// <summary>The top of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The folder with one worker a language.</summary>
    public static string Workers => Path.Combine(Repository, "artifacts", "workbook", "workers");

    private static string FindRepository()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "AsyncWorkbook.slnx")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
