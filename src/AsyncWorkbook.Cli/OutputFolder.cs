using AsyncWorkbook.Engine.Documents.Dib;
using AsyncWorkbook.Engine.Files;

namespace AsyncWorkbook.Cli;

/// <summary>A folder that a command writes to.</summary>
internal static class OutputFolder
{
    /// <summary>
    /// Where executed notebooks are written: into a folder, which is made ready, or over themselves if it is null.
    /// </summary>
    /// <exception cref="CommandException">
    /// The folder cannot be written, two notebooks have the same name, one lies in it already, or one is to be written over
    /// itself whose format has no place for outputs.
    /// </exception>
    public static Func<NotebookFile, string> Targets(IReadOnlyList<NotebookFile> files, string? folder)
    {
        if (folder is null)
        {
            if (files.FirstOrDefault(file => DibFormat.Is(file.Path)) is { } dib)
            {
                throw new CommandException(
                    ExitCode.Usage, $"{dib.Path} cannot take outputs, a .dib file has no place for them; say --out DIR instead of --in-place.");
            }

            foreach (var own in files.Select(file => file.Folder).Distinct(StringComparer.Ordinal))
            {
                Prepare(own);
            }

            return file => file.Path;
        }

        NotebookFiles.RequireDistinctNames(files);
        Prepare(folder);
        var resolved = FolderPath.Resolved(folder);
        string In(NotebookFile file) => Path.Combine(folder, file.ExecutedName);
        return files.FirstOrDefault(file => FolderPath.Resolved(file.Path) == Path.Combine(resolved, file.ExecutedName)) is { } itself
            ? throw new CommandException(
                ExitCode.Usage, $"--out {folder} would overwrite {itself.Path}; say --in-place if that is what you want.")
            : In;
    }

    /// <summary>Notebooks of one site must give pages of different names, and none the name of the index.</summary>
    /// <exception cref="CommandException">Two pages would have the same name.</exception>
    public static void RequireDistinctPages(IReadOnlyList<NotebookFile> files)
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["index.html"] = "the index" };
        foreach (var file in files)
        {
            var page = Path.ChangeExtension(file.Name, ".html");
            if (!taken.TryAdd(page, file.Path))
            {
                throw new CommandException(
                    ExitCode.Usage, $"{file.Path} and {taken[page]} would both be the page {page}; rename the notebook.");
            }
        }
    }

    /// <summary>Makes the folder and tries it out, so that a long run does not end with nowhere to write.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public static void Prepare(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".{Path.GetRandomFileName()}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CommandException(ExitCode.Usage, $"cannot write to the folder {folder}: {e.Message}");
        }
    }
}
