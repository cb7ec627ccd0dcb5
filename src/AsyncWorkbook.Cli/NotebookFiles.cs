using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Documents.Dib;

namespace AsyncWorkbook.Cli;

/// <summary>A notebook and the file it came from.</summary>
internal sealed record NotebookFile(string Path, Notebook Notebook)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>What it is called when it has run: outputs need an <c>.ipynb</c>.</summary>
    public string ExecutedName => DibFormat.Is(Path) ? System.IO.Path.ChangeExtension(Name, NotebookFiles.Extension) : Name;

    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
}

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

    /// <summary>Notebooks that write to one folder must differ in name, also where case does not count.</summary>
    /// <exception cref="CommandException">Two have the same name.</exception>
    public static void RequireDistinctNames(IReadOnlyList<NotebookFile> files)
    {
        var clash = files.GroupBy(file => file.ExecutedName, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (clash is not null)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{string.Join(" and ", clash.Select(file => file.Path))} have the same name, and would overwrite each other's output.");
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
