using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Highlighting;
using AsyncWorkbook.Engine.Html.Markup;
using AsyncWorkbook.Engine.Html.Outputs;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Html;

/// <summary>Renders code cells: the languages, what their tags say, the code and the outputs.</summary>
internal sealed class CodeCell(Notebook notebook, KernelCatalog kernels, CodeHighlighter highlighter, OutputRenderer outputs)
{
    /// <summary>Renders a code cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="id">The cell's anchor.</param>
    /// <param name="quiz">The quiz that the cell answers, or null.</param>
    public HtmlMarkup Render(NotebookCell cell, string id, Quiz? quiz)
    {
        var sections = SourceSections.Split(cell.Source.TrimEnd(), CellKernel.Of(notebook, cell, kernels), kernels);
        if (sections.Count == 0 && cell.Outputs.Count == 0)
        {
            return HtmlMarkup.None;
        }

        var languages = sections.Select(section => section.Kernel).Distinct(StringComparer.Ordinal).ToList();
        HtmlMarkup content = $"{Code(cell, sections, languages)}{quiz?.Choices(group: id) ?? HtmlMarkup.None}{Outputs(cell, isQuiz: quiz is not null)}";
        return $"""
            <div class="{(quiz is null ? "cell" : "cell quiz")}" id="{id}" role="group" aria-label="Code, {string.Join(" and ", languages.Select(LanguageName))}">
            {(quiz is null && Visibility.IsFolded(cell) ? Folded("Show the cell", content) : content)}</div>

            """;
    }

    private HtmlMarkup Code(NotebookCell cell, IReadOnlyList<SourceSection> sections, List<string> languages)
    {
        if (sections.Count == 0 || Visibility.IsInputRemoved(cell))
        {
            return HtmlMarkup.None;
        }

        var names = languages.Select<string, HtmlMarkup>(language => $"<span class=\"language\" data-language=\"{language}\">{LanguageName(language)}</span> ");
        var notes = Notes(cell).Select<string, HtmlMarkup>(note => $"<span class=\"note\">{note}</span> ");
        var code = sections.Select<SourceSection, HtmlMarkup>(section =>
            $"<pre class=\"source scroll\" data-language=\"{section.Kernel}\"><code>{highlighter.Render(section.Code, section.Kernel)}</code></pre>\n");
        HtmlMarkup all = $"""
            <div class="code"><p class="about" data-language="{languages[0]}">{names}{notes}</p>
            {code}</div>

            """;
        return Visibility.IsInputFolded(cell) ? Folded("Show the code", all) : all;
    }

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

    private IEnumerable<string> Notes(NotebookCell cell) => cell.Tags.Select(tag => tag switch
    {
        CellTags.Parameters => "Edit me and run again",
        CellTags.InjectedParameters => "Set for this run",
        CellTags.RaisesException => "This cell is expected to fail",
        CellTags.SkipExecution => "Not run",
        _ => kernels.Languages.Select(language => language.Portability).FirstOrDefault(rules => rules?.ExcusedBy == tag)?.Note,
    }).OfType<string>();

    private string LanguageName(string kernel) => kernels.Find(kernel)?.DisplayName ?? kernel;
}
