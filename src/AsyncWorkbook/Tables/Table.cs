using System.Net;
using System.Text;

namespace AsyncWorkbook;

/// <summary>Rows of text under headings, as HTML and as plain text.</summary>
/// <param name="Columns">The headings.</param>
/// <param name="Rows">The cells of each row, as many as there are headings.</param>
internal sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Escapes text for HTML.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A plain HTML table; the first cell of a row is its heading.</summary>
    public string ToHtml(string? caption = null)
    {
        var html = new StringBuilder("<table>");
        if (caption is not null)
        {
            html.Append("<caption>").Append(Escape(caption)).Append("</caption>");
        }

        html.Append("<thead><tr>");
        html.AppendJoin("", Columns.Select(column => $"<th scope=\"col\">{Escape(column)}</th>"));
        html.Append("</tr></thead><tbody>");
        foreach (var row in Rows)
        {
            html.Append("<tr><th scope=\"row\">").Append(Escape(row[0])).Append("</th>");
            html.AppendJoin("", row.Skip(1).Select(cell => $"<td>{Escape(cell)}</td>")).Append("</tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }

    /// <summary>Columns padded to their widest cell.</summary>
    public string ToText()
    {
        var widths = Columns.Select((column, i) => Rows.Select(row => row[i].Length).Append(column.Length).Max()).ToList();
        return string.Join('\n', Rows.Prepend(Columns).Select(row =>
            string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd()));
    }
}
