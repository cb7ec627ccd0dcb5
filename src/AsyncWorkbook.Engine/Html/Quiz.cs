using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Markup;
using AsyncWorkbook.Engine.Html.Prose;
using AsyncWorkbook.Engine.Outputs;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AsyncWorkbook.Engine.Html;

/// <summary>
/// A question whose answer is what a cell prints: a Markdown cell tagged <c>quiz</c> with a list of choices, each of which begins
/// with a code span, and the code cell after it, tagged so, too. Which choice is right is read from the recorded outputs.
/// </summary>
internal sealed class Quiz
{
    /// <summary>The tag of both cells.</summary>
    public const string Tag = "quiz";

    /// <summary>The tag of a Markdown cell right behind the quiz that explains the answer: it is shown with it.</summary>
    public const string AnswerTag = "answer";

    private readonly IReadOnlyList<Choice> choices;

    private Quiz(MarkdownDocument question, IReadOnlyList<Choice> choices)
    {
        Question = question;
        this.choices = choices;
    }

    /// <summary>The Markdown cell without its choices.</summary>
    public MarkdownDocument Question { get; }

    /// <summary>
    /// Reads the quiz that two cells make. Null if they make none, or if what the code cell has printed, white space aside, is
    /// not exactly one of the choices: a cell that has not run answers nothing.
    /// </summary>
    public static Quiz? Of(NotebookCell prose, NotebookCell? code)
    {
        if (code?.Kind != CellKind.Code || !prose.HasTag(Tag) || !code.HasTag(Tag))
        {
            return null;
        }

        var question = MarkdownCell.Parse(prose.Source);
        if (ChoiceList(question) is not { } list)
        {
            return null;
        }

        var answer = Words(string.Concat(code.Outputs.Select(output => Text(NbformatOutput.Read(output)))));
        var choices = list.Select(item => Choice.Of(CodeSpan(item)!, answer)).ToList();
        question.Remove(list);
        return choices.Count(choice => choice.IsRight) == 1 ? new Quiz(question, choices) : null;
    }

    /// <summary>What the cell may print, by a Markdown cell's list of choices; null if it has none.</summary>
    public static IReadOnlyList<string>? ChoicesIn(NotebookCell prose) =>
        ChoiceList(MarkdownCell.Parse(prose.Source))?.Select(item => Words(CodeSpan(item)!.Content)).ToList();

    /// <summary>Renders the choices.</summary>
    /// <param name="group">What tells these radio buttons from those of other quizzes of the page.</param>
    public HtmlMarkup Choices(string group)
    {
        var items = choices.Select<Choice, HtmlMarkup>(choice => $"<label><input type=\"radio\" name=\"{group}\"{HtmlMarkup.Trusted(choice.IsRight ? " data-right" : "")}><span><code>{choice.Code}</code>{choice.Remark}</span></label>\n");
        return $"<fieldset class=\"choices\"><legend>Your answer</legend>\n<div class=\"tiles\">{items}</div></fieldset>\n";
    }

    /// <summary>The one list whose items all begin with a code span; null if there is none, or more.</summary>
    private static ListBlock? ChoiceList(MarkdownDocument question) =>
        question.OfType<ListBlock>().Where(list => !list.IsOrdered && list.All(item => CodeSpan(item) is not null)).ToList() is [var list] ? list : null;

    /// <summary>The code span that an item of a list begins with; null if it does not, or says more than a line can hold.</summary>
    private static CodeInline? CodeSpan(Block item) =>
        item is ListItemBlock { Count: 1 } items && items[0] is ParagraphBlock paragraph ? paragraph.Inline?.FirstChild as CodeInline : null;

    private static string Text(Output? output) => output switch
    {
        StreamOutput stream => stream.Text,
        ErrorOutput error => $"{error.Name}: {error.Value}",
        DisplayOutput display => NotebookCell.Text(display.Data["text/plain"]),
        ResultOutput result => NotebookCell.Text(result.Data["text/plain"]),
        _ => "",
    };

    private static string Words(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <param name="Code">What the cell may print.</param>
    /// <param name="Remark">What else the item says, or empty.</param>
    /// <param name="IsRight">Whether the cell has printed it.</param>
    private sealed record Choice(string Code, string Remark, bool IsRight)
    {
        public static Choice Of(CodeInline code, string answer)
        {
            var line = PlainText.Of(code.Parent);
            var content = code.Content.Trim();
            return new(content, line[content.Length..], Words(content) == answer);
        }
    }
}
