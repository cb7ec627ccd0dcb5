using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>The notebook's metadata tell every host which kernel runs it, and the file is plain UTF-8 text.</summary>
internal static class MetadataRule
{
    public static IEnumerable<Finding> Check(CheckedNotebook subject)
    {
        if (File.Exists(subject.Path))
        {
            var bytes = File.ReadAllBytes(subject.Path);
            if (bytes is [0xEF, 0xBB, 0xBF, ..])
            {
                yield return CheckedNotebook.Find("it starts with a byte order mark", "Save it as UTF-8 without one.");
            }

            if (bytes is not [.., (byte)'\n'])
            {
                yield return CheckedNotebook.Find("its last line has no end", "Add a line end to the file.");
            }
        }

        var metadata = subject.Notebook.Metadata;
        foreach (var (section, key, expected) in new[]
        {
            ("kernelspec", "name", ".net-csharp"), ("kernelspec", "language", "C#"), ("kernelspec", "display_name", ".NET (C#)"),
            ("language_info", "name", "polyglot-notebook"),
        })
        {
            var found = NotebookCell.Text((metadata[section] as JsonObject)?[key]);
            if (found != expected)
            {
                yield return CheckedNotebook.Find(
                    $"the metadata's {section}.{key} is \"{found}\"", $"Set it to \"{expected}\", so that Jupyter front ends pick the right kernel.");
            }
        }

        var named = ((metadata["polyglot_notebook"] as JsonObject)?["kernelInfo"] as JsonObject)?["items"] as JsonArray ?? [];
        var known = named.Select(item => NotebookCell.Text((item as JsonObject)?["name"])).ToHashSet(StringComparer.Ordinal);
        foreach (var kernel in subject.Cells(CellKind.Code).SelectMany(each => Languages(subject, each.Cell)).Distinct().Where(kernel => !known.Contains(kernel)))
        {
            yield return CheckedNotebook.Find(
                $"the metadata's polyglot_notebook.kernelInfo.items do not name {kernel}, and cells use it",
                $"Add {{\"aliases\": [], \"languageName\": \"{kernel}\", \"name\": \"{kernel}\"}}.");
        }
    }

    private static IEnumerable<string> Languages(CheckedNotebook subject, NotebookCell cell) =>
        subject.CodeOf(cell).Select(step => step.Kernel).Where(kernel => subject.Kernels.FindLanguage(kernel) is not null);
}
