using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Engine.Editors;

/// <summary>A notebook's parameters for one run: what <c>-p</c> does to a file, done to nothing but that run.</summary>
internal static class EditorParameters
{
    /// <summary>The parameters of a cell tagged so, and the code that gives them other values.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="kernel">Its kernel.</param>
    /// <param name="values">The values by name, or null.</param>
    /// <exception cref="ParameterException">The cell has no such parameter, or it takes another type.</exception>
    public static JsonObject Of(string code, string kernel, JsonObject? values)
    {
        var notebook = Notebook.Parse(NotebookJson.Write(new JsonObject
        {
            ["cells"] = new JsonArray(),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }));
        notebook.InsertCode(0, "parameters", code, new JsonObject
        {
            ["polyglot_notebook"] = new JsonObject { ["kernelName"] = kernel },
            ["tags"] = new JsonArray("parameters"),
        });
        var answer = new JsonObject { ["names"] = new JsonArray([.. Parameters.Names(notebook).Select(name => (JsonNode)name)]) };
        if (values is { Count: > 0 })
        {
            var typed = values.ToDictionary(value => value.Key, value => NotebookCell.Text(value.Value), StringComparer.Ordinal);
            Parameters.Check(typed, [notebook]);
            Parameters.Inject(notebook, typed);
            answer["code"] = notebook.Cells[1].Source;
        }

        return answer;
    }
}
