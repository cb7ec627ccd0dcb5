using System.Text.Encodings.Web;
using System.Text.Json;

namespace AsyncWorkbook;

/// <summary>Verdicts as a program reads them: <c>{"checks": [{"name", "passed", "reason"?}]}</c>.</summary>
internal static class VerdictChecks
{
    /// <summary>The mime type that <c>workbook run</c> looks for in what cells show.</summary>
    public const string MimeType = "application/vnd.async-workbook.checks+json";

    private static readonly JsonSerializerOptions readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ToJson(params IEnumerable<Verdict> verdicts) =>
        JsonSerializer.Serialize(new { checks = verdicts.Select(Check) }, readable);

    private static Dictionary<string, object> Check(Verdict verdict)
    {
        var passed = verdict.Overall != Judgement.Bug;
        var check = new Dictionary<string, object> { ["name"] = verdict.Title, ["passed"] = passed };
        if (!passed)
        {
            var bugs = verdict.Rows.Where(row => row.Judgement == Judgement.Bug).ToList();
            var more = bugs.Count == 1 ? "" : $" (and {bugs.Count - 1} more)";
            check["reason"] = $"{bugs[0].What}, {bugs[0].Language}: {bugs[0].Found}, not {bugs[0].Expected}{more}";
        }

        return check;
    }
}
