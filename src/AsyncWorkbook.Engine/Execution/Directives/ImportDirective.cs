using System.Globalization;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Documents.Dib;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Submissions;

namespace AsyncWorkbook.Engine.Execution.Directives;

/// <summary><c>#!import path</c>: runs a notebook or source file here and now.</summary>
internal sealed class ImportDirective(Session session) : IDirective
{
    private static readonly string[] notebookExtensions = [".ipynb", DibFormat.Extension];

    private static readonly Dictionary<string, string> kernelOfExtension = KnownKernel.All
        .SelectMany(kernel => kernel.Extensions, (kernel, extension) => (kernel, extension))
        .ToDictionary(each => each.extension, each => each.kernel.Name, StringComparer.OrdinalIgnoreCase);

    public string Name => "#!import";

    public string Summary => "Run another notebook or source file here and now.";

    public IReadOnlyList<DirectiveParameter> Parameters { get; } =
    [
        new("file", "FILE", "The file, relative to this one: .ipynb, .dib, or source code.") { Required = true, First = true },
    ];

    public async Task<ExecutionStatus> ExecuteAsync(DirectiveStep step, Submission submission)
    {
        var named = step.Directive.OptionOrFirst("file");
        var from = submission.Importing.Count > 0 ? Path.GetDirectoryName(submission.Importing[^1])! : session.WorkingDirectory;
        var path = Path.GetFullPath(Path.Combine(from, named));
        if (submission.Importing.Contains(path, StringComparer.Ordinal))
        {
            throw new DirectiveException(
                $"line {step.Line}: {named} imports itself: {string.Join(" -> ", submission.Importing.Append(path).Select(Path.GetFileName))}.");
        }

        foreach (var part in await PartsAsync(path, named, step.Line, submission.Interrupt))
        {
            var imported = submission.Import(path, part.Kernel, part.Name);
            var status = await session.RunAsync(part.Source, imported);
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

    private static async Task<IReadOnlyList<Part>> PartsAsync(string path, string named, int line, CancellationToken cancel)
    {
        var file = Path.GetFileName(path);
        var extension = Path.GetExtension(path);
        try
        {
            return notebookExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase)
                ? Cells(Notebook.Load(path), file)
                : kernelOfExtension.TryGetValue(extension, out var kernel)
                    ? [new Part(await File.ReadAllTextAsync(path, cancel), kernel, file, MayFail: false)]
                    : throw new DirectiveException(
                        $"line {line}: cannot import {named}: files that can be imported end in "
                        + $"{string.Join(", ", notebookExtensions.Concat(kernelOfExtension.Keys))}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotebookFormatException)
        {
            throw new DirectiveException($"line {line}: cannot import {named}: {e.Message}", e);
        }
    }

    /// <summary>The cells that run, as they do when the notebook runs by itself.</summary>
    private static List<Part> Cells(Notebook notebook, string file) =>
    [
        .. notebook.Cells
            .Select((cell, index) => (Cell: cell, Index: index))
            .Where(each => each.Cell.Kind == CellKind.Code && !each.Cell.HasTag("skip-execution"))
            .Select(each => new Part(
                each.Cell.Source,
                KernelNames.Of(notebook, each.Cell),
                string.Create(CultureInfo.InvariantCulture, $"{file} cell {each.Index}"),
                each.Cell.HasTag("raises-exception"))),
    ];

    /// <summary>Something to run: a file, or a cell of one.</summary>
    private sealed record Part(string Source, string Kernel, string Name, bool MayFail);
}
