using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Html;

/// <summary>A run of a cell's lines that one kernel gets.</summary>
/// <param name="Kernel">The kernel's name; may be one that nobody knows.</param>
/// <param name="Code">The lines, with the <c>#!kernel</c> line that starts them.</param>
/// <param name="Plumbing">
/// How many of the characters at its start are plumbing: the <c>#!kernel</c> line, directives, and empty lines between and after
/// them. A page names the language and says what comes from elsewhere, so it folds them away.
/// </param>
internal sealed record SourceSection(string Kernel, string Code, int Plumbing);

/// <summary>Which lines of a cell are written in which language.</summary>
internal static class SourceSections
{
    /// <summary>Splits a cell at the lines that select a kernel. The sections together are the cell's text.</summary>
    public static IReadOnlyList<SourceSection> Split(string source, string kernel, KernelCatalog kernels)
    {
        var sections = new List<SourceSection>();
        var start = 0;
        int? code = null; // where the section's own code starts
        void End(int end)
        {
            sections.Add(new(kernel, source[start..end], (code ?? end) - start));
            (start, code) = (end, null);
        }

        foreach (var line in CellReader.Lines(source, kernel, kernels))
        {
            if (line.Kind == CellLineKind.Selector)
            {
                if (!source.AsSpan(start, line.Start - start).IsWhiteSpace())
                {
                    End(line.Start);
                }

                kernel = line.Kernel;
            }
            else if (line.Kind == CellLineKind.Code && !line.Span.IsWhiteSpace())
            {
                code ??= line.Start;
            }
        }

        if (start < source.Length)
        {
            End(source.Length);
        }

        return sections;
    }

    /// <summary>Whether a cell is plumbing from its first line to its last.</summary>
    /// <inheritdoc cref="Split"/>
    public static bool IsPlumbing(string source, string kernel, KernelCatalog kernels) =>
        Split(source, kernel, kernels) is { Count: > 0 } sections && sections.All(section => section.Plumbing == section.Code.Length);
}
