using AsyncWorkbook.Cli.Errors;

namespace AsyncWorkbook.Cli.Files;

/// <summary>What the pages of an exported site are called.</summary>
internal static class PageNames
{
    /// <summary>Notebooks of one site must give pages of different names.</summary>
    /// <exception cref="CommandException">Two pages would have the same name, also where case does not count.</exception>
    public static void RequireDistinct(IReadOnlyList<NotebookFile> files)
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
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
}
