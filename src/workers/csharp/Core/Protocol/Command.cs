using System.Text.Json;

namespace AsyncWorkbook.Workers.CSharp.Core.Protocol;

/// <summary>One line from the host. Fields that the line does not have are null.</summary>
internal sealed class Command
{
    private readonly JsonElement fields;

    private string? code; // may be long, and is asked for more than once

    private Command(JsonElement fields) => this.fields = fields;

    public string Type => Text("type") ?? "";

    public string? Id => Text("id");

    public string? Name => Text("name");

    public string? Mime => Text("mime");

    public string Code => code ??= Text("code") ?? "";

    public string File => Text("file") ?? "cell";

    /// <summary>What a reader typed.</summary>
    public string? Typed => Text("text");

    /// <summary>Why nobody answered.</summary>
    public string? Failed => Text("failed");

    public string? Question => Text("question");

    public string? Status => Text("status");

    public string? Marker => Text("marker");

    /// <summary>The 1-based line of the cell at which <see cref="Code"/> starts.</summary>
    public int Line => Math.Max(1, Number("line"));

    /// <summary>An index into <see cref="Code"/>.</summary>
    public int Cursor => Math.Clamp(Number("cursor"), 0, Code.Length);

    /// <summary>Paths.</summary>
    public IReadOnlyList<string> Extensions => List("extensions");

    /// <summary>An output on the way to an answer, as an event without <c>parent</c>.</summary>
    public JsonElement Output => Field("output");

    /// <summary>The kernels of the session.</summary>
    public JsonElement Kernels => Field("kernels");

    /// <summary>The variables of another kernel.</summary>
    public JsonElement Variables => Field("variables");

    public JsonElement Value => Field("value");

    /// <summary>Reads one line.</summary>
    /// <param name="line">UTF-8 of the command's own: nobody may change it.</param>
    /// <exception cref="JsonException">The line is not a JSON object.</exception>
    public static Command Parse(ReadOnlyMemory<byte> line)
    {
        var document = JsonDocument.Parse(line); // as long as the command is there, so is the line
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? new Command(document.RootElement)
            : throw new JsonException("A command is a JSON object.");
    }

    private JsonElement Field(string field) => fields.TryGetProperty(field, out var value) ? value : default;

    private IReadOnlyList<string> List(string field) => Field(field) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(item => item.ToString())]
        : [];

    private int Number(string field) =>
        fields.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var number) ? number : 0;

    private string? Text(string field) =>
        fields.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
