using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>
/// Every cell says twice which kernel runs it, if that is not C#: in its metadata, for editors, and in its first line, for hosts
/// that do not send metadata.
/// </summary>
internal static class KernelRule
{
    public static IEnumerable<Finding> Check(CheckedNotebook subject)
    {
        foreach (var (index, cell) in subject.Cells(CellKind.Code).Where(each => !string.IsNullOrWhiteSpace(each.Cell.Source)))
        {
            string? unreadable = null;
            try
            {
                SubmissionParser.Parse(cell.Source, subject.KernelOf(cell), subject.Kernels);
            }
            catch (DirectiveException e)
            {
                unreadable = e.Message;
            }

            if (unreadable is not null)
            {
                yield return subject.Find(index, null, unreadable, "Mend the directive.");
                continue;
            }

            foreach (var finding in Check(subject, index, cell))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> Check(CheckedNotebook subject, int index, NotebookCell cell)
    {
        var byMetadata = subject.KernelOf(cell);
        var selected = CellReader.Opening(cell.Source, byMetadata, subject.Kernels)?.Kernel;
        var named = Canonical(subject, (cell.Metadata["polyglot_notebook"] as JsonObject)?["kernelName"]);
        var older = Canonical(subject, (cell.Metadata["dotnet_interactive"] as JsonObject)?["language"]);
        if (subject.Kernels.Canonical(byMetadata) is null)
        {
            yield return subject.Find(
                index, null, $"its metadata name the kernel \"{byMetadata}\", which does not exist", $"The kernels are {string.Join(", ", subject.Kernels.Names)}.");
        }
        else if (selected is null && byMetadata != KernelCatalog.DefaultKernel)
        {
            yield return subject.Find(
                index, 1, $"only its metadata say that it is for {byMetadata}; hosts that do not send metadata run it as C#", $"Make #!{byMetadata} its first line.");
        }
        else if (selected is not null and not KernelCatalog.DefaultKernel && named is null)
        {
            yield return subject.Find(
                index, 1, $"only its first line says that it is for {selected}; editors colour it as C#",
                $"Set its metadata's polyglot_notebook.kernelName to \"{selected}\".");
        }
        else if (selected is not null && named is not null && selected != named)
        {
            yield return subject.Find(index, 1, $"its first line says {selected} and its metadata say {named}", "Make them agree.");
        }

        if (older is not null && named is not null && older != named)
        {
            yield return subject.Find(
                index, null, $"its metadata say {named} in polyglot_notebook.kernelName and {older} in dotnet_interactive.language", "Make them agree.");
        }
    }

    private static string? Canonical(CheckedNotebook subject, JsonNode? name) =>
        NotebookCell.Text(name) is { Length: > 0 } text ? subject.Kernels.Canonical(text) ?? text : null;
}
