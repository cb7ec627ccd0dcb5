using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Cli.Files;

/// <summary>The notebooks that a command line names.</summary>
internal static class NotebookFiles
{
    public const string Extension = ".ipynb";

    /// <summary>
    /// Reads files, and the notebooks of folders in the order of their names, but for a <c>.dib</c> that another notebook of
    /// the folder imports: that is a part of it, such as a set-up. All are read before any is run.
    /// </summary>
    /// <exception cref="CommandException">A path or notebook cannot be read.</exception>
    public static IReadOnlyList<NotebookFile> Load(IReadOnlyList<string> paths)
    {
        try
        {
            return [.. paths.SelectMany(path => Directory.Exists(path) ? OfFolder(path) : [Read(path)])
                .DistinctBy(file => Path.GetFullPath(file.Path))];
        }
        catch (NotebookFormatException e)
        {
            throw new CommandException(ExitCode.UnreadableNotebook, e.Message);
        }
    }

    private static NotebookFile Read(string path) => File.Exists(path)
        ? NotebookFile.Read(path)
        : throw new CommandException(ExitCode.UnreadableNotebook, $"{path}: there is no such file or folder.");

    private static IEnumerable<NotebookFile> OfFolder(string path)
    {
        var files = Expand(path).Select(Read).ToList();
        var imported = files.SelectMany(ImportedFiles.Of).ToHashSet(StringComparer.Ordinal);
        return files.Where(file => !DibFormat.Is(file.Path) || !imported.Contains(Path.GetFullPath(file.Path)));
    }

    /// <summary>Whether a file's name can be said. Others of a folder are left out, with a line: one must not keep the others from being read.</summary>
    private static bool IsNamed(string path)
    {
        var named = !path.Contains('\uFFFD', StringComparison.Ordinal) || File.Exists(path);
        if (!named)
        {
            Console.Error.WriteLine($"{path}: left out, its name is not UTF-8; rename it.");
        }

        return named;
    }

    private static List<string> Expand(string path)
    {
        var found = Directory.GetFiles(path, "*" + Extension)
            .Concat(Directory.GetFiles(path, "*" + DibFormat.Extension))
            .Order(StringComparer.Ordinal)
            .Where(IsNamed)
            .ToList();
        return found.Count > 0
            ? found
            : throw new CommandException(ExitCode.UnreadableNotebook, $"{path}: there is no {Extension} or {DibFormat.Extension} file in this folder.");
    }
}
