using System.Text.Encodings.Web;
using System.Text.Json;

namespace AsyncWorkbook;

/// <summary>Questions whose answers lead to a row of a table. Hosts that cannot ask show the table.</summary>
public sealed class Chooser
{
    /// <summary>The mime type of the component <c>chooser</c> (<c>src/page/components</c>).</summary>
    internal const string MimeType = "application/vnd.async-workbook.chooser+json";

    private static readonly JsonSerializerOptions readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<string> questions;
    private readonly IReadOnlyList<string> results;
    private readonly IReadOnlyList<IReadOnlyList<string>> rows;

    private Chooser(string title, string caption, IReadOnlyList<string> questions, IReadOnlyList<string> results, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        Title = title;
        Caption = caption;
        this.questions = questions;
        this.results = results;
        this.rows = rows;
    }

    /// <summary>What is chosen.</summary>
    public string Title { get; }

    /// <summary>How to read it.</summary>
    public string Caption { get; }

    /// <summary>Makes a chooser.</summary>
    /// <param name="title">What is chosen.</param>
    /// <param name="caption">How to read it, in a sentence or two.</param>
    /// <param name="questions">The questions.</param>
    /// <param name="results">What each row then says, by name; the first is said aloud.</param>
    /// <param name="rows">An answer to each question, empty where any will do, and behind them each result.</param>
    /// <exception cref="ArgumentException">There is no question, result or row, or a row has another length; the message names it.</exception>
    public static Chooser Of(string title, string caption, IReadOnlyList<string> questions, IReadOnlyList<string> results, params IReadOnlyList<string>[] rows)
    {
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(rows);
        if (questions.Count == 0 || results.Count == 0 || rows.Length == 0)
        {
            throw new ArgumentException("A chooser needs a question, a result and a row.", nameof(rows));
        }

        var length = questions.Count + results.Count;
        return Array.Find(rows, row => row.Count != length) is { } wrong
            ? throw new ArgumentException($"The row \"{string.Join(", ", wrong)}\" has {wrong.Count} entries; it needs {length}.", nameof(rows))
            : new Chooser(title, caption, questions, results, rows);
    }

    internal Table ToTable() => new(
        [.. questions, .. results],
        [.. rows.Select(row => (IReadOnlyList<string>)[.. row.Select((entry, i) => entry.Length == 0 && i < questions.Count ? "either" : entry)])]);

    internal string ToJson() => JsonSerializer.Serialize(
        new
        {
            title = Title,
            caption = Caption,
            questions,
            results,
            rows = rows.Select(row => new { answers = row.Take(questions.Count), results = row.Skip(questions.Count) }),
        },
        readable);
}
