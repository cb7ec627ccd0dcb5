using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Highlighting;
using AsyncWorkbook.Engine.Html.Markup;
using AsyncWorkbook.Engine.Html.Outputs;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Html;

/// <summary>Renders code cells: the languages, what their tags say, the code and the outputs.</summary>
internal sealed class CodeCell(Notebook notebook, KernelCatalog kernels, CodeHighlighter highlighter, OutputRenderer outputs)
{
    // Characters that fit into one of three columns: on a laptop, and on a large screen.
    private const int narrow = 48;
    private const int wide = 62;

    /// <summary>Renders a code cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="id">The cell's anchor.</param>
    /// <param name="quiz">The quiz that the cell answers, or null.</param>
    /// <param name="why">What is said of the marked lines of a language, by its name.</param>
    /// <param name="explanation">What explains the quiz's answer, or nothing.</param>
    public HtmlMarkup Render(NotebookCell cell, string id, Quiz? quiz, Func<string, HtmlMarkup> why, HtmlMarkup explanation)
    {
        var sections = Sections(cell);
        if (sections.Count == 0 && cell.Outputs.Count == 0)
        {
            return HtmlMarkup.None;
        }

        var languages = sections.Select(section => section.Kernel).Distinct(StringComparer.Ordinal).ToList();
        var code = Code(cell, sections, languages);
        if (cell.HasTag(CellTags.Parameters) && ParameterChips.Render(cell) is var chips && chips.ToString().Length > 0)
        {
            code = $"{chips}{Folded("Show the cell, to edit and run again", code)}";
        }

        var shown = Outputs(cell, isQuiz: quiz is not null);
        HtmlMarkup content = quiz is not null ? (HtmlMarkup)$"{code}{Answered(quiz, id, shown, explanation)}"
            : ComparesOnly(cell, sections) || Visibility.DrawsChart(cell) ? (HtmlMarkup)$"{shown}{code}" // the picture first, and how it was made behind it
            : $"{code}{languages.Select(language => why(LanguageName(language)))}{shown}";
        return $"""
            <div class="{(quiz is null ? "cell" : "cell quiz")}" id="{id}" data-language="{languages.FirstOrDefault()}" role="group" aria-label="Code, {string.Join(" and ", languages.Select(LanguageName))}">
            {(quiz is null && Visibility.IsFolded(cell) ? Folded("Show the cell", content) : content)}</div>

            """;
    }

    /// <summary>What a cell that stands by itself is among the parts of its page.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="rendered">The same, rendered.</param>
    /// <param name="isQuiz">Whether it answers a quiz.</param>
    public PagePart Part(NotebookCell cell, HtmlMarkup rendered, bool isQuiz) =>
        cell.HasTag(CellTags.Parameters) ? new(rendered, PartKind.Note)
        : HeightOf(cell, isQuiz) is { } height ? new(rendered, isQuiz ? PartKind.Quiz : PartKind.Cell, height)
        : new(rendered, PartKind.Whole);

    /// <summary>Renders cells that prepare others behind one line; open if one of them has failed.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="rendered">The same, rendered.</param>
    public PagePart SetUp(IReadOnlyList<NotebookCell> cells, IReadOnlyList<PagePart> rendered)
    {
        var languages = cells.SelectMany(cell => Sections(cell).Select(section => section.Kernel)).Distinct(StringComparer.Ordinal).Select(LanguageName).ToList();
        var open = HtmlMarkup.Trusted(cells.Any(cell => cell.Outputs.Any(output => NbformatOutput.Read(output) is ErrorOutput)) ? " open" : "");
        var number = cells.Count == 1 ? "1 cell" : $"{cells.Count} cells";
        HtmlMarkup folded = $"""
            <details class="set-up"{open}><summary>Set-up: {number} in {Listed(languages)}</summary>
            {rendered.Select(part => part.Markup)}</details>

            """;
        return new(folded, open.ToString().Length > 0 ? PartKind.Whole : PartKind.Note);
    }

    /// <summary>Renders the same in several languages. How much room the code needs decides whether it stands side by side.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="legend">What their marked lines have in common, or nothing.</param>
    /// <param name="rendered">The cells, rendered.</param>
    public PagePart SideBySide(IReadOnlyList<NotebookCell> cells, HtmlMarkup legend, IReadOnlyList<PagePart> rendered)
    {
        var columns = cells.SelectMany(Sections).SelectMany(section => section.Code[section.Plumbing..].Split('\n')).Max(line => LineMarks.WithoutMark(line).TrimEnd().Length);
        HtmlMarkup markup = $"{legend}<div class=\"languages {(columns <= narrow ? "beside" : columns <= wide ? "beside-if-wide" : "behind-tabs")}\" data-count=\"{cells.Count}\">\n{rendered.Select(part => part.Markup)}</div>\n";
        return columns > narrow && rendered.All(part => part.Kind == PartKind.Cell)
            ? new(markup, columns <= wide ? PartKind.CellUnlessWide : PartKind.Cell, rendered.Max(part => part.Height)) // one at a time
            : new(markup, PartKind.Whole);
    }

    /// <summary>How tall a cell is beside a text, about; null if it does not stand beside one.</summary>
    private int? HeightOf(NotebookCell cell, bool isQuiz)
    {
        var sections = Sections(cell);
        var shown = isQuiz ? 0 : PartSizes.Sum(cell.Outputs.Select(outputs.HeightOf));
        var codeIsFolded = Visibility.DrawsChart(cell) || ComparesOnly(cell, sections);
        return codeIsFolded && shown > 0 && Visibility.ShowsOutputs(cell) ? PartSizes.OfShown(shown)
            : !codeIsFolded && Visibility.IsShownWhole(cell) ? PartSizes.OfCell(sections, shown)
            : null;
    }

    /// <summary>The choices, and behind a fold what the cell has printed and why.</summary>
    private static HtmlMarkup Answered(Quiz quiz, string id, HtmlMarkup outputs, HtmlMarkup explanation) =>
        $"{quiz.Choices(group: id)}<details class=\"solution\"><summary>The answer</summary>\n{outputs}{explanation}</details>\n";

    private IReadOnlyList<SourceSection> Sections(NotebookCell cell) => SourceSections.Split(cell.Source.TrimEnd(), CellKernel.Of(notebook, cell, kernels), kernels);

    private static string Listed(List<string> words) => words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} and {words[^1]}";

    private HtmlMarkup Code(NotebookCell cell, IReadOnlyList<SourceSection> sections, List<string> languages)
    {
        if (sections.Count == 0 || Visibility.IsInputRemoved(cell))
        {
            return HtmlMarkup.None;
        }

        var names = languages.Select<string, HtmlMarkup>(language => $"<span class=\"language\" data-language=\"{language}\">{LanguageName(language)}</span> ");
        var notes = Notes(cell).Select<string, HtmlMarkup>(note => $"<span class=\"note\">{note}</span> ");
        var code = sections.Select(section => Plumbing.Render(section, highlighter, kernels));
        var lines = LongCode.LinesOf(sections);
        HtmlMarkup all = $"""
            <div class="{(lines > 0 ? "code long" : "code")}"><p class="about" data-language="{languages[0]}">{names}{notes}</p>
            {code}{LongCode.Rest(lines)}</div>

            """;
        return Visibility.DrawsChart(cell) ? Folded("How this is drawn", all)
            : Visibility.IsInputFolded(cell) ? Folded("Show the code", all)
            : ComparesOnly(cell, sections) ? Folded("How this is compared", all)
            : all;
    }

    /// <summary>Whether a cell takes what other languages have found and shows nothing but what the book has components for.</summary>
    private bool ComparesOnly(NotebookCell cell, IReadOnlyList<SourceSection> sections) =>
        sections.Any(section => Plumbing.Shares(section)) && cell.Outputs.Count > 0 && cell.Outputs.All(output => outputs.IsComponent(output));

    private HtmlMarkup Outputs(NotebookCell cell, bool isQuiz)
    {
        if (cell.Outputs.Count == 0 || (!isQuiz && Visibility.IsOutputRemoved(cell)))
        {
            return HtmlMarkup.None;
        }

        HtmlMarkup all = $"<div class=\"outputs\">\n{cell.Outputs.Select(output => outputs.Render(output, cell))}</div>\n";
        return !isQuiz && Visibility.IsOutputFolded(cell) ? Folded("Show the output", all) : all;
    }

    /// <summary>Content that its reader has to unfold.</summary>
    public static HtmlMarkup Folded(string summary, HtmlMarkup content) =>
        $"<details class=\"folded\"><summary>{summary}</summary>\n{content}</details>\n";

    private static IEnumerable<string> Notes(NotebookCell cell) => cell.Tags.Select(tag => tag switch
    {
        CellTags.Parameters => "Edit me and run again",
        CellTags.InjectedParameters => "Set for this run",
        CellTags.RaisesException => "This cell is expected to fail",
        CellTags.SkipExecution => "Not run",
        CellTags.LocalOnly => "Not in a page: run it at home",
        CellTags.NodeOnly => "Needs Node",
        _ => null,
    }).OfType<string>();

    private string LanguageName(string kernel) => kernels.Find(kernel)?.DisplayName ?? kernel;
}
