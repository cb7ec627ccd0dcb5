namespace AsyncWorkbook.Testing;

/// <summary>Finds the repository's own files, wherever the tests were built.</summary>
internal static class Repository
{
    /// <summary>The full path of its top folder.</summary>
    public static string Top { get; } = FindTop();

    /// <summary>The full path of a file or folder in it.</summary>
    /// <param name="parts">The parts of the path from the top.</param>
    public static string PathOf(params string[] parts) => Path.Combine([Top, .. parts]);

    private static string FindTop()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AsyncWorkbook.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
