using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Html.Live;

/// <summary>What makes the cells of one page live.</summary>
/// <param name="notebook">What its cells find.</param>
/// <param name="files">The site's folder of what live cells load.</param>
internal sealed class LivePage(LiveNotebook notebook, LiveFiles files)
{
    /// <summary>
    /// What the page's script has to know, as JSON for a script of data. The source of a cell that is shown is read from there, so that the page
    /// does not hold it twice.
    /// </summary>
    /// <param name="cells">The notebook's code cells in order.</param>
    /// <param name="shared">
    /// The values that languages have taken from each other, by <c>kernel:name</c>. The page has those that hold nothing but parameters: any other may
    /// follow from what its reader changes, and nobody has chosen to show it.
    /// </param>
    public string Data(IReadOnlyCollection<LiveCell> cells, IEnumerable<KeyValuePair<string, JsonNode?>> shared) => new JsonObject
    {
        ["notebook"] = notebook.Path,
        ["edition"] = Edition(cells),
        ["runtimes"] = JsonSerializer.SerializeToNode(files.Names),
        ["files"] = new JsonObject(notebook.Files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => KeyValuePair.Create(file.Key, (JsonNode?)files.AddBookFile(file.Value)))),
        ["parameters"] = JsonSerializer.SerializeToNode(notebook.Parameters, JsonSerializerOptions.Web),
        ["shared"] = new JsonObject(shared.GroupBy(value => value.Key, value => value.Value, StringComparer.Ordinal)
            .Where(values => IsOfParameters(values.Key, values.First()) && values.All(value => JsonNode.DeepEquals(value, values.First())))
            .Select(values => KeyValuePair.Create(values.Key, values.First()?.DeepClone()))),
        ["cells"] = new JsonArray([.. cells.Select(Of)]),
    }.ToJsonString().Replace("<", "\\u003c", StringComparison.Ordinal);

    /// <summary>Another for each text of the cells and parameters: what a reader's changes concern may follow from any of it.</summary>
    private string Edition(IReadOnlyCollection<LiveCell> cells) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { cells, notebook.Parameters })))[..10];

    /// <summary>Whether a value is a parameter, or an object of them by their names.</summary>
    private bool IsOfParameters(string key, JsonNode? value) => value is JsonObject { Count: > 0 } members
        ? members.All(member => member.Value is null or JsonValue && IsParameter(member.Key))
        : value is null or JsonValue && IsParameter(key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    private bool IsParameter(string name) => notebook.Parameters.Any(parameter => parameter.Name == name);

    private static JsonObject Of(LiveCell cell)
    {
        var json = new JsonObject { ["id"] = cell.Anchor, ["file"] = cell.File, ["kernel"] = cell.Kernel };
        if (cell.Tags.Any())
        {
            json["tags"] = new JsonArray([.. cell.Tags.Select(tag => JsonValue.Create(tag))]);
        }

        if (cell.StaysRecorded)
        {
            json["staysRecorded"] = true;
        }

        if (!cell.IsShown)
        {
            json["source"] = cell.Source;
        }

        return json;
    }
}

/// <summary>A code cell, as the page's script knows it.</summary>
/// <param name="Anchor">The id of its part of the page.</param>
/// <param name="File">What its errors call it.</param>
/// <param name="Kernel">The kernel at its start.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Source">Its source.</param>
/// <param name="IsShown">Whether the page shows that.</param>
internal sealed record LiveCell(string Anchor, string File, string Kernel, IEnumerable<string> Tags, string Source, bool IsShown)
{
    /// <summary>Whether it stays as it was recorded.</summary>
    public bool StaysRecorded => LiveNotebook.StaysRecorded(Tags);
}
