using AsyncWorkbook.Cli.Caching;
using AsyncWorkbook.Cli.Chapters;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Files;
using AsyncWorkbook.Engine.Html.Live;

namespace AsyncWorkbook.Cli.Live;

/// <summary>What the live cells of notebooks find in their pages: the files that they name, and the ranges of their parameters.</summary>
internal static class LiveNotebooks
{
    private const string root = "/book/";

    /// <summary>A page is no place for larger files, or for more.</summary>
    private const long largest = 4 << 20;

    private const long most = 16 << 20;

    private static readonly HashSet<string> kinds = new(StringComparer.OrdinalIgnoreCase) { ".dll", ".json", ".txt", ".csv", ".cs", ".csx", ".js", ".mjs", ".py", ".dib", ".ipynb" };

    /// <summary>
    /// Files are carried of a notebook whose cells have run here, and so could have shown them: those in the folder above the notebook's own or below
    /// it, and none that is hidden, wherever links lead. What came from elsewhere and has not run carries those in its own folder.
    /// </summary>
    /// <param name="file">The notebook.</param>
    /// <param name="runtimes">What a page has already.</param>
    /// <param name="hasRun">Whether its cells have run here.</param>
    public static LiveNotebook Of(NotebookFile file, LiveRuntimes runtimes, bool hasRun)
    {
        var book = Path.GetDirectoryName(file.Folder) ?? file.Folder;
        var within = hasRun ? book : file.Folder;
        var there = runtimes.FilesOf("csharp").Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var left = most;
        foreach (var path in NotebookInputs.NamedBy(file, cell => !LiveNotebook.StaysRecorded(cell.Tags)).Where(path => kinds.Contains(Path.GetExtension(path)) && !there.Contains(Path.GetFileName(path))))
        {
            if (IsShown(Path.GetRelativePath(within, path)) && Followed(path, within) is { } found
                && new FileInfo(found) is { Exists: true, Length: > 0 and < largest and var length } && length <= left)
            {
                left -= length;
                files[root + Path.GetRelativePath(book, path).Replace(Path.DirectorySeparatorChar, '/')] = found;
            }
        }

        return new LiveNotebook(Path.GetRelativePath(book, Path.GetFullPath(file.Path)).Replace(Path.DirectorySeparatorChar, '/'))
        {
            Files = files,
            Parameters = [.. Parameters(file)],
        };
    }

    /// <summary>A file with its links followed, if these lead to no other folder, to nothing hidden, and to a file of such a kind.</summary>
    private static string? Followed(string path, string within) => FolderPath.Below(within, Path.GetRelativePath(within, path)) is { } found
        && IsShown(Path.GetRelativePath(FolderPath.Resolved(within), found)) && kinds.Contains(Path.GetExtension(found)) ? found : null;

    /// <summary>Whether a path leads down, and to nothing that is hidden.</summary>
    private static bool IsShown(string relative) =>
        !Path.IsPathRooted(relative) && relative.Split(Path.DirectorySeparatorChar).All(part => part.Length > 0 && part[0] != '.');

    private static IEnumerable<LiveParameter> Parameters(NotebookFile file) => file.Notebook.Cells
        .Where(cell => cell.Kind == CellKind.Code && cell.HasTag("parameters"))
        .SelectMany(cell => ParameterSlider.In(cell.Source))
        .Select(parameter => ParameterRange.Find(parameter.Name, [file]) is { } range
            ? new LiveParameter(parameter.Name, range.Min, range.Max, range.Step, range.Unit)
            : parameter);
}
