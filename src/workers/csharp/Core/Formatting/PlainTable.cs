using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace AsyncWorkbook.Workers.CSharp.Core.Formatting;

/// <summary>A table as lines of text, for those who read without HTML.</summary>
internal static class PlainTable
{
    private const string gap = "  ";

    /// <summary>One line of names and one a row; at most as many rows as other sequences show.</summary>
    public static string Of(TabularDataResource table)
    {
        var names = table.Schema.Fields.Select(field => field.Name).ToArray();
        var data = table.Data.Select(row => row.ToDictionary(cell => cell.Key, cell => cell.Value)).ToArray();
        var rows = data.Take(Formatter.ListExpansionLimit)
            .Select(row => names.Select(name => row.GetValueOrDefault(name).ToDisplayString(MimeBundle.PlainText)).ToArray())
            .Prepend(names)
            .ToArray();
        var widths = names.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var lines = rows.Select(row => string.Join(gap, row.Select((text, column) => text.PadRight(widths[column]))).TrimEnd());
        return string.Join("\n", data.Length < rows.Length ? lines : lines.Append($"({data.Length + 1 - rows.Length} more)"));
    }
}
