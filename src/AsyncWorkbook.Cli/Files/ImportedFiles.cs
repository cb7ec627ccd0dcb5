using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Cli.Files;

/// <summary>The files that a notebook's cells import with <c>#!import</c>.</summary>
internal static class ImportedFiles
{
    private static readonly KernelCatalog kernels = KernelCatalog.Standard;

    /// <summary>Their full paths, whether there is such a file or not.</summary>
    public static IEnumerable<string> Of(NotebookFile file) => file.Notebook.Cells
        .Where(cell => cell.Kind == CellKind.Code && cell.Source.Contains("#!import", StringComparison.Ordinal))
        .SelectMany(cell => Of(cell, file));

    private static IEnumerable<string> Of(NotebookCell cell, NotebookFile file)
    {
        try
        {
            return
            [
                .. SubmissionParser.Parse(cell.Source, CellKernel.Of(file.Notebook, cell, kernels), kernels).OfType<DirectiveStep>()
                    .Where(step => step.Directive.FullName == "#!import")
                    .Select(step => Path.GetFullPath(Path.Combine(file.Folder, step.Directive.OptionOrFirst("file")))),
            ];
        }
        catch (DirectiveException)
        {
            return []; // the cell will say so when it runs
        }
    }
}
