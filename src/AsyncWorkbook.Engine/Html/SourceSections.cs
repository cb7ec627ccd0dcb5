using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Html;

/// <summary>A run of a cell's lines that one kernel gets.</summary>
/// <param name="Kernel">The kernel's name; may be one that nobody knows.</param>
/// <param name="Code">The lines, with the <c>#!kernel</c> line that starts them.</param>
internal sealed record SourceSection(string Kernel, string Code);

/// <summary>Which lines of a cell are written in which language.</summary>
internal static class SourceSections
{
    /// <summary>Splits a cell at the lines that select a kernel. The sections together are the cell's text.</summary>
    public static IReadOnlyList<SourceSection> Split(string source, string kernel, KernelCatalog kernels)
    {
        var sections = new List<SourceSection>();
        var start = 0;
        foreach (var line in CellReader.Lines(source, kernel, kernels).Where(line => line.Kind == CellLineKind.Selector))
        {
            if (!source.AsSpan(start, line.Start - start).IsWhiteSpace())
            {
                sections.Add(new(kernel, source[start..line.Start]));
                start = line.Start;
            }

            kernel = line.Kernel;
        }

        if (start < source.Length)
        {
            sections.Add(new(kernel, source[start..]));
        }

        return sections;
    }
}
