using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Html.Highlighting;

/// <summary>A run of a cell's lines that one kernel gets.</summary>
/// <param name="Kernel">The kernel's name; may be one that nobody knows.</param>
/// <param name="Code">The lines, with the <c>#!kernel</c> line that starts them.</param>
internal sealed record SourceSection(string Kernel, string Code);

/// <summary>Which lines of a cell are written in which language.</summary>
internal static class SourceSections
{
    /// <summary>Splits a cell at the lines that select a kernel. The sections together are the cell's text.</summary>
    public static IReadOnlyList<SourceSection> Split(string source, string kernel)
    {
        var sections = new List<SourceSection>();
        var start = 0;
        for (var line = 0; line < source.Length; line = Next(source, line))
        {
            if (SelectedKernel(source.AsSpan(line, Next(source, line) - line)) is not { } selected)
            {
                continue;
            }

            if (!source.AsSpan(start, line - start).IsWhiteSpace())
            {
                sections.Add(new(kernel, source[start..line]));
                start = line;
            }

            kernel = selected;
        }

        if (start < source.Length)
        {
            sections.Add(new(kernel, source[start..]));
        }

        return sections;
    }

    private static string? SelectedKernel(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("#!", StringComparison.Ordinal))
        {
            return null;
        }

        var word = line[2..].TrimEnd();
        var blank = word.IndexOfAny(' ', '\t');
        return KernelNames.Canonical((blank < 0 ? word : word[..blank]).ToString());
    }

    private static int Next(string source, int line) =>
        source.IndexOf('\n', line) is >= 0 and var end ? end + 1 : source.Length;
}
