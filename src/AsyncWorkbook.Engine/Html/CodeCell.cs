using System.Text;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Highlighting;
using AsyncWorkbook.Engine.Html.Outputs;

namespace AsyncWorkbook.Engine.Html;

/// <summary>Renders code cells: the languages, what their tags say, the code and the outputs.</summary>
internal sealed class CodeCell(OutputRenderer outputs, Notebook notebook)
{
    /// <summary>What the cells so far ask of the page.</summary>
    public PageNeeds Needs => outputs.Needs;

    /// <summary>Appends a code cell.</summary>
    /// <param name="html">The page so far.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="id">The cell's anchor.</param>
    /// <param name="quiz">The quiz that the cell answers, or null.</param>
    public void Append(StringBuilder html, NotebookCell cell, string id, Quiz? quiz)
    {
        var sections = SourceSections.Split(cell.Source.TrimEnd(), KernelNames.Of(notebook, cell));
        if (sections.Count == 0 && cell.Outputs.Count == 0)
        {
            return;
        }

        var languages = sections.Select(section => section.Kernel).Distinct(StringComparer.Ordinal).ToList();
        html.Append(quiz is null ? "<div class=\"cell\" id=\"" : "<div class=\"cell quiz\" id=\"").Append(id).Append("\" role=\"group\" aria-label=\"Code, ");
        HtmlText.Append(html, string.Join(" and ", languages.Select(LanguageName)));
        html.Append("\">\n");
        if (sections.Count > 0)
        {
            var hidden = cell.HasTag("hide-input");
            html.Append(hidden ? "<details class=\"folded\"><summary>Show the code</summary>\n" : "");
            AppendCode(html, cell, sections, languages);
            html.Append(hidden ? "</details>\n" : "");
        }

        quiz?.AppendChoices(html, group: id);
        AppendOutputs(html, cell, folded: quiz is null && cell.HasTag("hide-output"));
        html.Append("</div>\n");
    }

    private static void AppendCode(
        StringBuilder html, NotebookCell cell, IReadOnlyList<SourceSection> sections, List<string> languages)
    {
        html.Append("<div class=\"code\"><p class=\"about\" data-language=\"").Append(HtmlText.Encode(languages[0])).Append("\">");
        foreach (var language in languages)
        {
            html.Append("<span class=\"language\" data-language=\"").Append(HtmlText.Encode(language)).Append("\">");
            HtmlText.Append(html, LanguageName(language));
            html.Append("</span> ");
        }

        foreach (var note in Notes(cell))
        {
            html.Append("<span class=\"note\">").Append(note).Append("</span> ");
        }

        html.Append("</p>\n");
        foreach (var section in sections)
        {
            html.Append("<pre class=\"source scroll\" data-language=\"").Append(HtmlText.Encode(section.Kernel)).Append("\"><code>");
            CodeHighlighter.Append(html, section.Code, section.Kernel);
            html.Append("</code></pre>\n");
        }

        html.Append("</div>\n");
    }

    private void AppendOutputs(StringBuilder html, NotebookCell cell, bool folded)
    {
        if (cell.Outputs.Count == 0)
        {
            return;
        }

        html.Append(folded ? "<details class=\"folded\"><summary>Show the output</summary>\n" : "");
        html.Append("<div class=\"outputs\">\n");
        foreach (var output in cell.Outputs)
        {
            outputs.Append(html, output, cell);
        }

        html.Append("</div>\n").Append(folded ? "</details>\n" : "");
    }

    private static IEnumerable<string> Notes(NotebookCell cell)
    {
        foreach (var tag in cell.Tags)
        {
            var note = tag switch
            {
                "parameters" => "Edit me and run again",
                "injected-parameters" => "Set for this run",
                "raises-exception" => "This cell is expected to fail",
                "skip-execution" => "Not run",
                "node-only" => "Needs Node",
                _ => null,
            };
            if (note is not null)
            {
                yield return note;
            }
        }
    }

    private static string LanguageName(string kernel) => KnownKernel.Find(kernel)?.DisplayName ?? kernel;
}
