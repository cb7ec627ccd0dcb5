using System.Text.RegularExpressions;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Cli.Caching;

/// <summary>
/// The files that a notebook's cells may read, as far as their text tells: what lies in the notebook's folder, and the files
/// and folders that the code names, in string literals and directives. What an imported file names counts, too. A name that
/// code puts together at run time is not seen, unless its folder stands in a literal.
/// </summary>
internal sealed partial class NotebookInputs
{
    /// <summary>More than a notebook reads: with so many files, or bytes, reading them all takes longer than it saves.</summary>
    private const int mostFiles = 5000;

    private const long mostBytes = 1L << 30;

    private static readonly HashSet<string> code = new(StringComparer.OrdinalIgnoreCase) { ".cs", ".csx", ".js", ".mjs", ".py", ".ipynb", ".dib" };

    private readonly string folder;
    private readonly string? without;
    private readonly SortedSet<string> files = new(StringComparer.Ordinal);

    private NotebookInputs(string folder, string? without)
    {
        this.folder = folder;
        this.without = without is null ? null : Path.GetFullPath(without) + Path.DirectorySeparatorChar;
    }

    /// <summary>
    /// Whether a file has a length. Devices, pipes and sockets have none: they are not to be read, for that may never end.
    /// </summary>
    /// <exception cref="IOException">The file is not there, or not any more.</exception>
    public static bool HasContent(string path) => new FileInfo(path).Length > 0;

    /// <summary>The full paths of the files, in order; null if they are too many or too large to watch.</summary>
    /// <param name="file">The notebook.</param>
    /// <param name="output">The folder that is written to; what it holds is no input.</param>
    public static IReadOnlyList<string>? Of(NotebookFile file, string output)
    {
        var inputs = new NotebookInputs(file.Folder, output);
        inputs.AddFolder(file.Folder, notebooks: false);
        foreach (var cell in file.Notebook.Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            inputs.AddNamed(cell.Source, file.Folder);
        }

        return inputs.files.Count > mostFiles || inputs.files.Sum(Length) > mostBytes ? null : [.. inputs.files];
    }

    /// <summary>The full paths of the files that a notebook's code names, and what these name in turn, in order: not what only lies beside it.</summary>
    /// <param name="file">The notebook.</param>
    /// <param name="counts">Which of its code cells count; all if it is not given.</param>
    public static IReadOnlyList<string> NamedBy(NotebookFile file, Func<NotebookCell, bool>? counts = null)
    {
        var inputs = new NotebookInputs(file.Folder, without: null);
        foreach (var cell in file.Notebook.Cells.Where(cell => cell.Kind == CellKind.Code && counts?.Invoke(cell) != false))
        {
            inputs.AddNamed(cell.Source, file.Folder);
        }

        return [.. inputs.files];
    }

    private void AddNamed(string text, string from)
    {
        foreach (Match match in Name().Matches(text))
        {
            var name = match.Groups["name"].Value;
            if (name.Contains('\0', StringComparison.Ordinal))
            {
                continue;
            }

            AddPath(Path.GetFullPath(Path.Combine(folder, name)), Path.IsPathRooted(name));
            if (from != folder)
            {
                AddPath(Path.GetFullPath(Path.Combine(from, name)), Path.IsPathRooted(name));
            }
        }
    }

    private void AddPath(string path, bool rooted)
    {
        if (File.Exists(path))
        {
            AddFile(path);
        }
        else if (!rooted && Directory.Exists(path) && !IsAbove(path))
        {
            AddFolder(path, notebooks: true);
        }
    }

    private void AddFolder(string path, bool notebooks)
    {
        foreach (var file in FolderFiles.Below(path).Where(file => notebooks || !IsNotebook(file)))
        {
            if (files.Count > mostFiles)
            {
                return;
            }

            if (without is null || !file.StartsWith(without, StringComparison.Ordinal))
            {
                files.Add(file);
            }
        }
    }

    private void AddFile(string path)
    {
        if (!files.Add(path))
        {
            return;
        }

        var beside = Path.GetDirectoryName(path)!;
        if (code.Contains(Path.GetExtension(path)))
        {
            AddNamed(CodeOf(path), beside);
        }
        else if (Path.GetExtension(path).Equals(".dll", StringComparison.OrdinalIgnoreCase))
        {
            files.UnionWith(Directory.GetFiles(beside, "*.dll", new EnumerationOptions())); // it is loaded with those that it needs
        }
        else if (Path.GetFileName(path) == "package.json")
        {
            // It stands for the packages that are installed beside it.
            files.UnionWith(new[] { "package-lock.json", "node_modules/.package-lock.json" }
                .Select(name => Path.Combine(beside, name)).Where(File.Exists));
        }
    }

    private static long Length(string path)
    {
        try
        {
            return new FileInfo(path).Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0; // gone meanwhile, or not ours to read
        }
    }

    private static string CodeOf(string path)
    {
        try
        {
            return !HasContent(path) ? ""
                : IsNotebook(path) ? string.Join('\n', Notebook.Load(path).Cells.Where(cell => cell.Kind == CellKind.Code).Select(cell => cell.Source))
                : File.ReadAllText(path);
        }
        catch (NotebookFormatException)
        {
            return ""; // a cell that imports it fails, and what fails is not kept
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // its fingerprint says that it cannot be read
        }
    }

    private static bool IsNotebook(string path) => Path.GetExtension(path) is ".ipynb" or ".dib";

    /// <summary>A folder that holds the notebook's own: a literal such as <c>..</c> or <c>.</c> does not mean all of it.</summary>
    private bool IsAbove(string path) =>
        (folder + Path.DirectorySeparatorChar).StartsWith(Path.TrimEndingDirectorySeparator(path) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>
    /// What stands between two quotes of a kind on one line, or the words of a directive. Nothing tells the quote that opens
    /// from the one that closes, so what stands between two literals is taken for a name, too, and names nothing.
    /// </summary>
    [GeneratedRegex("""(?=(?<quote>["'`])(?<name>[^\r\n]{1,260}?)\k<quote>)|(?<=^\#![^\r\n]*\s)(?<name>[^\s"']+)""", RegexOptions.Multiline)]
    private static partial Regex Name();
}
