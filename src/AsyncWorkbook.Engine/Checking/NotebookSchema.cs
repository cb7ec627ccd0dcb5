using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using Json.Schema;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>The JSON schema of nbformat 4.5: of the whole notebook, and of each type of cell and output.</summary>
internal sealed class NotebookSchema
{
    private const string definitions = "definitions";

    private static readonly Lazy<NotebookSchema> instance = new(() => new NotebookSchema());
    private static readonly EvaluationOptions options = new() { OutputFormat = OutputFormat.List };

    private readonly JsonSchema notebook;
    private readonly Dictionary<string, JsonSchema> parts;

    private NotebookSchema()
    {
        using var stream = typeof(NotebookSchema).Assembly.GetManifestResourceStream("nbformat-4.5.schema.json")!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        var json = (JsonObject)JsonNode.Parse(text)!;
        notebook = JsonSchema.FromText(text);
        parts = new[] { "code", "markdown", "raw", "execute_result", "display_data", "stream", "error" }.ToDictionary(
            type => type,
            type => JsonSchema.FromText(new JsonObject
            {
                ["$schema"] = json["$schema"]!.DeepClone(),
                ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/{definitions}/{type}" }),
                [definitions] = json[definitions]!.DeepClone(),
            }.ToJsonString()),
            StringComparer.Ordinal);
    }

    /// <summary>The schema, read when it is first needed.</summary>
    public static NotebookSchema Instance => instance.Value;

    /// <summary>What is wrong with a notebook, cells and outputs aside; one clause each.</summary>
    public IEnumerable<string> ErrorsOf(JsonObject whole) => ErrorsOf(notebook, whole);

    /// <summary>Holds a cell or output against the definition of its type: that says more than "it is none of these".</summary>
    /// <param name="part">The cell or output.</param>
    /// <param name="typeName">The field that says what it is.</param>
    public IEnumerable<string> ErrorsOf(JsonObject part, string typeName)
    {
        var type = NotebookCell.Text(part[typeName]);
        return parts.TryGetValue(type, out var schema) ? ErrorsOf(schema, part) : [$"\"{type}\" is no {typeName} of nbformat 4.5"];
    }

    private static IEnumerable<string> ErrorsOf(JsonSchema schema, JsonObject json)
    {
        using var document = JsonDocument.Parse(NotebookJson.WriteLine(json), new JsonDocumentOptions { MaxDepth = NotebookJson.MaxDepth });
        var result = schema.Evaluate(document.RootElement, options);
        return result.IsValid
            ? []
            : (result.Details ?? []).Append(result).SelectMany(place => (place.Errors ?? new Dictionary<string, string>())
                .SelectMany(error => Words(error.Key, error.Value, PathOf(place.InstanceLocation.ToString())))).Distinct().ToList();
    }

    private static IEnumerable<string> Words(string keyword, string message, string path) => keyword switch
    {
        "required" => Missing(message).Select(name => $"\"{name}\" is missing"),
        "" => [$"\"{path}\" is no part of nbformat 4.5"], // held against a schema that nothing fits: that of additional properties
        "additionalProperties" or "properties" or "items" or "allOf" => [], // told where they were found
        "uniqueItems" => [$"\"{path}\" holds the same thing twice"],
        "pattern" or "maxLength" or "minLength" => [$"\"{path}\" is too short or long, or holds characters that nbformat 4.5 does not allow"],
        _ => [$"\"{path}\" is not of a type that nbformat 4.5 allows ({keyword})"],
    };

    /// <summary>The names that a message of the keyword <c>required</c> lists as JSON.</summary>
    private static IEnumerable<string> Missing(string message) =>
        ((JsonArray)JsonNode.Parse(message[message.IndexOf('[', StringComparison.Ordinal)..(message.LastIndexOf(']') + 1)])!).Select(name => (string)name!);

    /// <summary>A JSON pointer as a path: <c>/outputs/0/text</c> is <c>outputs[0].text</c>.</summary>
    private static string PathOf(string pointer) => string.Concat(pointer.Split('/').Skip(1)
        .Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
        .Select(step => step.Length > 0 && step.All(char.IsAsciiDigit) ? $"[{step}]" : $".{step}")).TrimStart('.');
}
