namespace AsyncWorkbook.Cli.Caching;

/// <summary>The files of a folder that people or tools put there on purpose.</summary>
internal static class FolderFiles
{
    /// <summary>What programs leave behind or install: it follows from the other files, or changes with every run.</summary>
    private static readonly HashSet<string> made = new(StringComparer.Ordinal) { "artifacts", "bin", "node_modules", "obj", "__pycache__" };

    /// <summary>The files below a folder, without hidden ones, links to folders, and what programs have made.</summary>
    public static IEnumerable<string> Below(string folder)
    {
        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };
        foreach (var file in Directory.EnumerateFiles(folder, "*", options))
        {
            yield return file;
        }

        foreach (var below in new DirectoryInfo(folder).EnumerateDirectories("*", options))
        {
            if (below.LinkTarget is null && !made.Contains(below.Name))
            {
                foreach (var file in Below(below.FullName))
                {
                    yield return file;
                }
            }
        }
    }
}
