using System.Text.Encodings.Web;
using System.Text.Json;

namespace AsyncWorkbook;

/// <summary>Verdicts as the book's pages show them, with what was found in each language and how it compares.</summary>
internal static class VerdictJson
{
    /// <summary>The mime type of the component <c>verdict</c> (<c>src/page/components</c>).</summary>
    public const string MimeType = "application/vnd.async-workbook.verdict+json";

    private static readonly JsonSerializerOptions readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ToJson(params IEnumerable<Verdict> verdicts) => JsonSerializer.Serialize(new { verdicts = verdicts.Select(One) }, readable);

    private static object One(Verdict verdict) => new
    {
        title = verdict.Title,
        languages = verdict.Rows.Select(row => row.Language).Distinct(),
        rows = verdict.Rows.GroupBy(row => row.What).Select(rows => new
        {
            what = rows.Key,
            expected = (rows.FirstOrDefault(row => row.Rule is null) ?? rows.First()).Expected,
            found = rows.Select(row => new
            {
                language = row.Language,
                text = row.Found,
                judgement = row.Judgement switch
                {
                    Judgement.Parity => "parity",
                    Judgement.DocumentedDifference => "difference",
                    Judgement.NotRun => "not run",
                    _ => "bug",
                },
                wanted = row.Judgement == Judgement.Bug ? row.Expected : "",
            }),
        }),
        rules = VerdictTable.Rules(verdict).Select(rule => new { language = rule.Language, what = rule.What, text = rule.Rule, link = rule.Link }),
    };
}
