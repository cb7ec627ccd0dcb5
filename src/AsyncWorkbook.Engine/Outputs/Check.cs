using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsyncWorkbook.Engine.Outputs;

/// <summary>
/// Something that a cell has checked and tells programs: it shows <c>{"checks": [{"name", "passed", "reason"?}]}</c> under the
/// mime type <see cref="MimeType"/>, in whatever language, beside the forms for people.
/// </summary>
/// <param name="Name">What was checked, in a few words.</param>
/// <param name="Passed">Whether it is as it should be.</param>
/// <param name="Reason">If not, what is wrong, in a line; may be empty.</param>
public sealed record Check(string Name, bool Passed, string Reason)
{
    /// <summary>The mime type under which a cell shows what it has checked.</summary>
    public const string MimeType = "application/vnd.async-workbook.checks+json";

    /// <summary>The checks in a recorded output; none where there are none, or where they have another shape.</summary>
    /// <param name="output">An output, as nbformat records it.</param>
    public static IEnumerable<Check> In(JsonObject output) =>
        ((output["data"] as JsonObject)?[MimeType] as JsonObject)?["checks"] is JsonArray checks
            ? checks.OfType<JsonObject>().Where(IsCheck).Select(check => new Check(
                (string)check["name"]!, (bool)check["passed"]!, check["reason"] is JsonValue reason ? $"{reason}" : ""))
            : [];

    private static bool IsCheck(JsonObject check) =>
        check["name"]?.GetValueKind() == JsonValueKind.String
        && check["passed"]?.GetValueKind() is JsonValueKind.True or JsonValueKind.False;
}
