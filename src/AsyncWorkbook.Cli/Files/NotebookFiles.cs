using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Cli.Files;

/// <summary>The notebooks that a command line names.</summary>
internal static class NotebookFiles
{
    public const string Extension = ".ipynb";

    /// <summary>Reads files, and the notebooks of folders in the order of their names. All are read before any is run.</summary>
    /// <exception cref="CommandException">A path or notebook cannot be read.</exception>
    public static IReadOnlyList<NotebookFile> Load(IReadOnlyList<string> paths)
    {
        var files = paths.SelectMany(Expand).DistinctBy(Path.GetFullPath);
        try
        {
            return [.. files.Select(file => new NotebookFile(file, Notebook.Load(file)))];
        }
        catch (NotebookFormatException e)
        {
            throw new CommandException(ExitCode.UnreadableNotebook, e.Message);
        }
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path)
                ? [path]
                : throw new CommandException(ExitCode.UnreadableNotebook, $"{path}: there is no such file or folder.");
        }

        var found = Directory.GetFiles(path, "*" + Extension)
            .Concat(Directory.GetFiles(path, "*" + DibFormat.Extension))
            .Order(StringComparer.Ordinal)
            .ToList();
        return found.Count > 0
            ? found
            : throw new CommandException(ExitCode.UnreadableNotebook, $"{path}: there is no {Extension} or {DibFormat.Extension} file in this folder.");
    }
}
