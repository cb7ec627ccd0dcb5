namespace AsyncWorkbook.Engine.Files;

/// <summary>Files that are there whole or not at all.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes text beside <paramref name="path"/> and renames it over it, so a reader never sees half a file and a
    /// failure leaves the old one. Missing folders are made. Line ends are written as they are, UTF-8 without a mark.
    /// A link is replaced, not followed.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="text">What it will hold.</param>
    /// <param name="mode">Who may do what with it, on Unix; null for what the user's mask says.</param>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write there.</exception>
    public static void WriteAllText(string path, string text, UnixFileMode? mode = null) =>
        WriteAllBytes(path, new System.Text.UTF8Encoding(false).GetBytes(text), mode);

    /// <summary>Writes bytes in the same way.</summary>
    /// <inheritdoc cref="WriteAllText"/>
    public static void WriteAllBytes(string path, byte[] bytes, UnixFileMode? mode = null) =>
        Write(path, file => file.Write(bytes), mode);

    /// <summary>Writes what is more than one wants to hold in one piece, in the same way.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="mode">Who may do what with it, on Unix; null for what the user's mask says.</param>
    /// <inheritdoc cref="WriteAllText"/>
    public static void Write(string path, Action<Stream> write, UnixFileMode? mode = null)
    {
        var beside = WriteBeside(path, write, mode);
        Rename(beside, path);
    }

    /// <summary>
    /// Writes files that belong together: all of them beside their places first, so that a full disk leaves the old ones, then
    /// each is renamed, in order.
    /// </summary>
    /// <param name="files">Paths and contents.</param>
    /// <inheritdoc cref="WriteAllText"/>
    public static void WriteAll(IEnumerable<(string Path, byte[] Bytes)> files)
    {
        var written = new List<(string Beside, string Path)>();
        try
        {
            foreach (var (path, bytes) in files)
            {
                written.Add((WriteBeside(path, file => file.Write(bytes), mode: null), path));
            }
        }
        catch
        {
            written.ForEach(file => File.Delete(file.Beside));
            throw;
        }

        written.ForEach(file => Rename(file.Beside, file.Path));
    }

    private static string WriteBeside(string path, Action<Stream> write, UnixFileMode? mode)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var beside = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && (mode ?? (File.Exists(path) ? File.GetUnixFileMode(path) : null)) is { } kept)
        {
            options.UnixCreateMode = kept; // what nobody else may read stays so
        }

        try
        {
            using var file = new FileStream(beside, options);
            write(file);
        }
        catch (ArgumentOutOfRangeException e)
        {
            File.Delete(beside);
            throw new IOException($"{path}: the file would be larger than the file system, or ulimit -f, allows.", e);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }

        return beside;
    }

    private static void Rename(string beside, string path)
    {
        try
        {
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
