using System.Text;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html.Prose;

namespace AsyncWorkbook.Engine.Html.Outputs;

/// <summary>Renders recorded outputs in nbformat's four shapes.</summary>
internal sealed class OutputRenderer(Links links)
{
    private readonly MimeBundle bundles = new(links);

    /// <summary>What the outputs so far ask of the page.</summary>
    public PageNeeds Needs => bundles.Needs;

    /// <summary>Appends an output of a cell. A shape that nbformat does not know shows nothing.</summary>
    public void Append(StringBuilder html, JsonObject output, NotebookCell cell)
    {
        switch (NotebookCell.Text(output["output_type"]))
        {
            case "stream":
                AppendStream(html, output);
                break;
            case "display_data" or "execute_result" when output["data"] is JsonObject data:
                bundles.Append(html, data, output["metadata"] as JsonObject ?? []);
                break;
            case "error":
                AppendError(html, output, expected: cell.HasTag("raises-exception"));
                break;
        }
    }

    private static void AppendStream(StringBuilder html, JsonObject output)
    {
        // The line end after <pre> belongs to the markup: without it, one that the text starts with would be lost.
        var error = NotebookCell.Text(output["name"]) == "stderr";
        html.Append(error
            ? "<pre class=\"stream stderr scroll\" aria-label=\"Printed to standard error\" role=\"group\">\n"
            : "<pre class=\"stream scroll\">\n");
        HtmlText.Append(html, TerminalText.Plain(NotebookCell.Text(output["text"])).TrimEnd('\n'));
        html.Append("</pre>\n");
    }

    private static void AppendError(StringBuilder html, JsonObject output, bool expected)
    {
        var name = TerminalText.Plain(NotebookCell.Text(output["ename"]));
        var value = TerminalText.Plain(NotebookCell.Text(output["evalue"])).Trim();
        var summary = value.Length == 0 ? name : $"{name}: {value}";
        var traceback = Traceback(output["traceback"] as JsonArray ?? [], summary);

        html.Append(expected ? "<div class=\"error expected\">" : "<div class=\"error\">").Append("<p class=\"what\">");
        HtmlText.Append(html, summary);
        html.Append("</p>");
        if (traceback.Length > 0)
        {
            html.Append("<pre class=\"traceback scroll\">\n");
            HtmlText.Append(html, traceback);
            html.Append("</pre>");
        }

        html.Append("</div>\n");
    }

    /// <summary>The traceback without the line that the summary above it repeats.</summary>
    private static string Traceback(JsonArray recorded, string summary)
    {
        var text = string.Join('\n', recorded.Select(line => NotebookCell.Text(line).TrimEnd('\n')));
        var lines = TerminalText.Plain(text).Trim('\n').Split('\n').ToList();
        if (lines[0].Trim() == summary)
        {
            lines.RemoveAt(0);
        }
        else if (lines[^1].Trim() == summary)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return string.Join('\n', lines);
    }
}
