namespace AsyncWorkbook;

/// <summary>A verdict as a person reads it: a row for each thing compared, a column for each language.</summary>
internal static class VerdictTable
{
    public static string ToHtml(Verdict verdict)
    {
        var rules = Rules(verdict).ToList();
        var notes = rules.Count == 0 ? "" : $"<ul>{string.Concat(rules.Select(rule =>
            $"<li>{Table.Escape($"{rule.Language}, {rule.What}: {rule.Rule}")} <a href=\"{Table.Escape(rule.Link)}\">Documentation</a></li>"))}</ul>";
        return $"<div class=\"aw-verdict\" data-verdict=\"{Name(verdict.Overall)}\">{Build(verdict).ToHtml(verdict.Title)}{notes}</div>";
    }

    public static string ToText(Verdict verdict) => string.Join('\n', Rules(verdict)
        .Select(rule => $"{rule.Language}, {rule.What}: {rule.Rule} {rule.Link}")
        .Prepend(Build(verdict).ToText())
        .Prepend(verdict.Title));

    private static Table Build(Verdict verdict)
    {
        List<string> languages = [.. verdict.Rows.Select(row => row.Language).Distinct()];
        return new Table(
            ["compared", "the spec says", .. languages, "verdict"],
            [.. verdict.Rows.GroupBy(row => row.What).Select(rows => Line(rows.Key, [.. rows], languages))]);
    }

    private static IReadOnlyList<string> Line(string what, List<VerdictRow> rows, List<string> languages)
    {
        // In a difference the spec says something else for that language: its own cell and the rule below tell it.
        var common = rows.Find(row => row.Rule is null) ?? rows[0];
        var judgements = rows.GroupBy(row => row.Judgement).OrderBy(same => same.Key).Select(same =>
            rows.TrueForAll(row => row.Judgement == same.Key) && same.Key is Judgement.Parity or Judgement.NotRun
                ? Name(same.Key)
                : $"{Name(same.Key)}: {string.Join(", ", same.Select(row => row.Language))}");
        return
        [
            what,
            common.Expected,
            .. languages.Select(language => rows.Find(row => row.Language == language) is { } row ? Cell(row) : ""),
            string.Join("; ", judgements),
        ];
    }

    private static string Cell(VerdictRow row) =>
        row.Judgement == Judgement.Bug ? $"{row.Found}, not {row.Expected}" : row.Found;

    /// <summary>The rules that explain differences, each once with the rows of its language that it explains.</summary>
    public static IEnumerable<(string Language, string What, string Rule, string Link)> Rules(Verdict verdict) => verdict.Rows
        .Where(row => row.Rule is not null)
        .GroupBy(row => (row.Language, Rule: row.Rule!, Link: row.Link!))
        .Select(rows => (rows.Key.Language, string.Join(", ", rows.Select(row => row.What)), rows.Key.Rule, rows.Key.Link));

    private static string Name(Judgement judgement) => judgement switch
    {
        Judgement.Parity => "parity",
        Judgement.DocumentedDifference => "documented difference",
        Judgement.NotRun => "not run",
        _ => "bug",
    };
}
