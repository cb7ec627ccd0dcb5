using System.Globalization;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary><c>#!import path</c>: runs a notebook or source file here and now.</summary>
internal sealed class ImportDirective(DirectiveContext context) : IDirective
{
    private static readonly string[] notebookExtensions = [".ipynb", DibFormat.Extension];

    private KernelCatalog Kernels => context.Kernels.Catalog;

    public string Name => "#!import";

    public string Summary => "Run another notebook or source file here and now.";

    public IReadOnlyList<DirectiveParameter> Parameters { get; } =
    [
        new("file", "FILE", "The file, relative to this one: .ipynb, .dib, or source code.") { Required = true, First = true },
    ];

    public async Task<ExecutionStatus> ExecuteAsync(DirectiveStep step, Submission submission)
    {
        var named = step.Directive.OptionOrFirst("file");
        var from = submission.Importing.Count > 0 ? Path.GetDirectoryName(submission.Importing[^1])! : context.WorkingDirectory;
        var path = Path.GetFullPath(Path.Combine(from, named));
        if (submission.Importing.Contains(path, StringComparer.Ordinal))
        {
            throw new DirectiveException(
                $"line {step.Line}: {named} imports itself: {string.Join(" -> ", submission.Importing.Append(path).Select(Path.GetFileName))}.");
        }

        foreach (var part in await PartsAsync(path, named, step.Line, submission.Interrupt))
        {
            var imported = submission.Import(path, part.Kernel, part.Name);
            var status = await context.RunAsync(part.Source, imported);
            if (status is ExecutionStatus.Ok or ExecutionStatus.Error)
            {
                imported.Complete();
            }

            if (status != ExecutionStatus.Ok && !(status == ExecutionStatus.Error && part.MayFail))
            {
                return status;
            }
        }

        return ExecutionStatus.Ok;
    }

    private async Task<IReadOnlyList<Part>> PartsAsync(string path, string named, int line, CancellationToken cancel)
    {
        var file = Path.GetFileName(path);
        var extension = Path.GetExtension(path);
        try
        {
            return notebookExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase)
                ? Cells(Notebook.Load(path, Kernels), file)
                : Kernels.OfExtension(extension) is { } kernel
                    ? [new Part(await File.ReadAllTextAsync(path, cancel), kernel.Name, file, MayFail: false)]
                    : throw new DirectiveException(
                        $"line {line}: cannot import {named}: files that can be imported end in "
                        + $"{string.Join(", ", notebookExtensions.Concat(Kernels.All.SelectMany(each => each.Extensions)))}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotebookFormatException)
        {
            throw new DirectiveException($"line {line}: cannot import {named}: {e.Message}", e);
        }
    }

    /// <summary>The cells that run, as they do when the notebook runs by itself.</summary>
    private List<Part> Cells(Notebook notebook, string file) =>
    [
        .. RunPlan.Of(notebook, Kernels).Where(planned => !planned.IsLeft).Select(planned => new Part(
            planned.Cell.Source,
            planned.Kernel,
            string.Create(CultureInfo.InvariantCulture, $"{file} cell {planned.Index}"),
            planned.IsToFail)),
    ];

    /// <summary>Something to run: a file, or a cell of one.</summary>
    private sealed record Part(string Source, string Kernel, string Name, bool MayFail);
}
