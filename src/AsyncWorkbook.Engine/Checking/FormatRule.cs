using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>The file is valid nbformat 4.5: its JSON schema, and what a schema cannot say.</summary>
internal static class FormatRule
{
    private const string advice = "The format's documentation is at nbformat.readthedocs.io.";

    public static IEnumerable<Finding> Check(CheckedNotebook subject)
    {
        var schema = NotebookSchema.Instance;
        var notebook = subject.Notebook;
        if (notebook.Json["nbformat_minor"] is not JsonValue minor || !minor.TryGetValue<int>(out var number) || number < 5)
        {
            yield return CheckedNotebook.Find(
                "it is written in a format older than nbformat 4.5, in which every cell has an id",
                "Open it in Jupyter or VS Code and save it, or set \"nbformat_minor\" to 5 and give every cell an \"id\".");
        }

        foreach (var error in schema.ErrorsOf(notebook.Json))
        {
            yield return CheckedNotebook.Find(error, advice);
        }

        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, cell) in notebook.Cells.Index())
        {
            foreach (var error in schema.ErrorsOf(cell.Json, "cell_type").Concat(cell.Outputs.SelectMany(output => schema.ErrorsOf(output, "output_type"))))
            {
                yield return subject.Find(index, null, error, advice);
            }

            if (cell.Json["source"] is JsonArray lines && lines.SkipLast(1).Any(line => !NotebookCell.Text(line).EndsWith('\n')))
            {
                yield return subject.Find(
                    index, null, "its lines have lost their ends, and read as one", "End every string of its \"source\" but the last with \\n.");
            }

            if (NotebookCell.Text(cell.Json["id"]) is not { Length: > 0 } id)
            {
                yield return subject.Find(index, null, "it has no id", "Give it an \"id\" of letters, digits, - and _ that no other cell has.");
            }
            else if (!ids.TryAdd(id, index))
            {
                yield return subject.Find(index, null, $"cell {ids[id]} has the same id", "Give one of them another.");
            }
        }
    }
}
