namespace AsyncWorkbook.Engine.Files;

/// <summary>Paths that must not lead out of a folder, not even by links.</summary>
public static class FolderPath
{
    /// <summary>
    /// The file or folder that a relative path means below a folder; null if it lies elsewhere, <c>..</c> and symbolic links
    /// followed. It need not exist.
    /// </summary>
    /// <param name="folder">The folder; it may be a link itself.</param>
    /// <param name="relative">A path that others wrote.</param>
    public static string? Below(string folder, string relative)
    {
        if (relative.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            var root = Resolved(folder);
            var path = Path.GetFullPath(Path.Combine(root, relative));
            return IsBelow(path, root) && Resolved(path) is var resolved && IsBelow(resolved, root) ? resolved : null;
        }
        catch (IOException)
        {
            return null; // links that lead to each other lead nowhere
        }
    }

    /// <summary>The full path of a file or folder with the links in every part of it followed. It need not exist.</summary>
    /// <exception cref="IOException">Links lead to each other.</exception>
    public static string Resolved(string path)
    {
        path = Path.GetFullPath(path);
        var resolved = Path.GetPathRoot(path)!;
        foreach (var part in path[resolved.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            resolved = Path.Combine(resolved, part);
            FileSystemInfo entry = Directory.Exists(resolved) ? new DirectoryInfo(resolved) : new FileInfo(resolved);
            if (entry.LinkTarget is not null)
            {
                resolved = Resolved(entry.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
            }
        }

        return resolved;
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
