using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Engine.Editors;

/// <summary>A notebook's parameters for one run: what <c>-p</c> does to a file, done to nothing but that run.</summary>
internal static partial class EditorParameters
{
    /// <summary>The parameters of a cell tagged so, and the code that gives them other values.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="kernel">Its kernel.</param>
    /// <param name="values">The values by name, or as a reader types them, <c>name=value ...</c>; or null.</param>
    /// <exception cref="ParameterException">The cell has no such parameter, or it takes another type.</exception>
    public static JsonObject Of(string code, string kernel, JsonNode? values)
    {
        var notebook = NotebookOf(code, kernel);
        var answer = new JsonObject { ["names"] = new JsonArray([.. Parameters.Names(notebook).Select(name => (JsonNode)name)]) };
        if (Code(notebook, Typed(values)) is { } assignments)
        {
            answer["code"] = assignments;
        }

        return answer;
    }

    /// <summary>The code that gives a cell's own parameters their values, if any of them has another; others are other cells'.</summary>
    /// <inheritdoc cref="Of"/>
    public static string? Assignments(string code, string kernel, JsonNode? values)
    {
        var typed = Typed(values);
        if (typed.Count == 0)
        {
            return null;
        }

        var notebook = NotebookOf(code, kernel);
        var own = Parameters.Names(notebook).ToHashSet(StringComparer.Ordinal);
        return Code(notebook, typed.Where(value => own.Contains(value.Key)).ToDictionary(StringComparer.Ordinal));
    }

    private static string? Code(Notebook notebook, Dictionary<string, string> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        Parameters.Check(values, [notebook]);
        Parameters.Inject(notebook, values);
        return notebook.Cells[1].Source;
    }

    private static Dictionary<string, string> Typed(JsonNode? values) => values switch
    {
        JsonObject byName => byName.ToDictionary(value => value.Key, value => NotebookCell.Text(value.Value), StringComparer.Ordinal),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Pairs((string)text!),
        _ => [],
    };

    private static Dictionary<string, string> Pairs(string typed)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Pair().EnumerateMatches(typed))
        {
            var text = typed.Substring(pair.Index, pair.Length);
            var end = text.IndexOf('=', StringComparison.Ordinal);
            values[end > 0 ? text[..end] : throw new ParameterException($"\"{text}\" should be name=value.")] = text[(end + 1)..];
        }

        return values;
    }

    private static Notebook NotebookOf(string code, string kernel)
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
        return notebook;
    }

    [GeneratedRegex("""(?:[^\s"]|"[^"]*"?)+""")]
    private static partial Regex Pair();
}
