using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Files;

namespace AsyncWorkbook.Cli.Files;

/// <summary>Where executed notebooks are written. What stands in the way is said before anything runs.</summary>
internal static class RunTargets
{
    /// <summary>Each over itself.</summary>
    /// <exception cref="CommandException">A notebook's format has no place for outputs, or its folder cannot be written.</exception>
    public static Func<NotebookFile, string> InPlace(IReadOnlyList<NotebookFile> files)
    {
        if (files.FirstOrDefault(file => DibFormat.Is(file.Path)) is { } dib)
        {
            throw new CommandException(
                ExitCode.Usage, $"{dib.Path} cannot take outputs, a .dib file has no place for them; say --out DIR instead of --in-place.");
        }

        foreach (var folder in files.Select(file => file.Folder).Distinct(StringComparer.Ordinal))
        {
            WritableFolder.Require(folder);
        }

        return file => file.Path;
    }

    /// <summary>Where the outputs of a notebook go whose file was edited meanwhile: a name beside it that nothing has yet.</summary>
    public static string Beside(NotebookFile file) => Enumerable.Range(1, int.MaxValue)
        .Select(number => Path.ChangeExtension(file.Path, number == 1 ? ".run.ipynb" : $".run-{number}.ipynb"))
        .First(path => !File.Exists(path));

    /// <summary>All into one folder, which is made if it is not there.</summary>
    /// <exception cref="CommandException">
    /// The folder cannot be written, two notebooks have the same name (also where case does not count), or one lies in it already.
    /// </exception>
    public static Func<NotebookFile, string> Into(string folder, IReadOnlyList<NotebookFile> files)
    {
        RequireDistinctNames(files);
        WritableFolder.Require(folder);
        var resolved = FolderPath.Resolved(folder);
        return files.FirstOrDefault(file => FolderPath.Resolved(file.Path) == Path.Combine(resolved, file.ExecutedName)) is { } itself
            ? throw new CommandException(
                ExitCode.Usage, $"--out {folder} would overwrite {itself.Path}; say --in-place if that is what you want.")
            : file => Path.Combine(folder, file.ExecutedName);
    }

    private static void RequireDistinctNames(IReadOnlyList<NotebookFile> files)
    {
        var clash = files.GroupBy(file => file.ExecutedName, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (clash is not null)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{string.Join(" and ", clash.Select(file => file.Path))} have the same name, and would overwrite each other's output.");
        }
    }
}
