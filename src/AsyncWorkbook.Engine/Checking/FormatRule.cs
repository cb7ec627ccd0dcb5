using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>The file is valid nbformat 4.5: its JSON schema, and what a schema cannot say.</summary>
internal static class FormatRule
{
    private const string advice = "The format's documentation is at nbformat.readthedocs.io.";

    private static readonly Lazy<JsonSchema> schema = new(Load);

    public static IEnumerable<Finding> Check(CheckedNotebook subject)
    {
        var notebook = subject.Notebook;
        if (notebook.Json["nbformat_minor"] is not JsonValue minor || !minor.TryGetValue<int>(out var number) || number < 5)
        {
            yield return CheckedNotebook.Find(
                "it is written in a format older than nbformat 4.5, in which every cell has an id",
                "Open it in Jupyter or VS Code and save it, or set \"nbformat_minor\" to 5 and give every cell an \"id\".");
        }

        foreach (var error in schema.Value.Validate(Token(notebook.Json)))
        {
            yield return CheckedNotebook.Find(Words(error), advice);
        }

        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, cell) in notebook.Cells.Index())
        {
            foreach (var error in ErrorsOf(cell.Json, "cell_type").Concat(cell.Outputs.SelectMany(output => ErrorsOf(output, "output_type"))))
            {
                yield return subject.Find(index, null, error, advice);
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

    /// <summary>Holds a cell or output against the definition of its type: that says more than "it is none of these".</summary>
    private static IEnumerable<string> ErrorsOf(JsonObject part, string typeName)
    {
        var type = NotebookCell.Text(part[typeName]);
        return type is "code" or "markdown" or "raw" or "execute_result" or "display_data" or "stream" or "error"
            ? schema.Value.Definitions[type].ActualSchema.Validate(Token(part)).Select(Words)
            : [$"\"{type}\" is no {typeName} of nbformat 4.5"];
    }

    /// <summary>The same JSON for the validator, however deep it nests.</summary>
    private static JToken Token(JsonObject json)
    {
        using var reader = new JsonTextReader(new StringReader(NotebookJson.WriteLine(json)))
        {
            MaxDepth = NotebookJson.MaxDepth,
            DateParseHandling = DateParseHandling.None,
        };
        return JToken.ReadFrom(reader);
    }

    private static string Words(ValidationError error)
    {
        var path = error.Path is { } full ? full.TrimStart('#', '/') : "";
        return error.Kind switch
        {
            ValidationErrorKind.PropertyRequired => $"\"{error.Property}\" is missing",
            ValidationErrorKind.NoAdditionalPropertiesAllowed => $"\"{path}\" is no part of nbformat 4.5",
            ValidationErrorKind.ItemsNotUnique => $"\"{path}\" holds the same thing twice",
            ValidationErrorKind.PatternMismatch or ValidationErrorKind.StringTooLong or ValidationErrorKind.StringTooShort =>
                $"\"{path}\" is too short or long, or holds characters that nbformat 4.5 does not allow",
            _ => $"\"{path}\" is not of a type that nbformat 4.5 allows ({error.Kind})",
        };
    }

    private static JsonSchema Load()
    {
        using var stream = typeof(FormatRule).Assembly.GetManifestResourceStream("nbformat-4.5.schema.json")!;
        using var reader = new StreamReader(stream);
#pragma warning disable VSTHRD002 // the schema refers to nothing outside, so there is nothing to wait for
        return JsonSchema.FromJsonAsync(reader.ReadToEnd()).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }
}
