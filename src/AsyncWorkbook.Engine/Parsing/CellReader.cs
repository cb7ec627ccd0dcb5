using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Parsing;

/// <summary>
/// Reads a cell line by line and says which kernel each line is for. Everything that has to know where a cell switches
/// languages (to run, colour, check, complete or convert it) reads it here.
/// </summary>
internal static class CellReader
{
    private const string mark = "#!";

    /// <summary>The lines of a cell, their ends <c>\n</c>, <c>\r\n</c> or <c>\r</c> alone: a form feed may stand in a string of the code.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="kernel">The kernel at its start.</param>
    /// <param name="kernels">The kernels that lines can select.</param>
    public static IEnumerable<CellLine> Lines(string source, string kernel, KernelCatalog kernels)
    {
        var code = new CodeBefore(source);
        for (var (start, number) = (0, 1); start <= source.Length; number++)
        {
            var end = source.AsSpan(start).IndexOfAny('\r', '\n') is >= 0 and var length ? start + length : source.Length;
            // Most lines begin otherwise, and there may be many: they are not copied.
            var text = end > start && source[start] == mark[0] ? source[start..end] : "";
            var kind = KindOf(text, kernel, kernels);
            if (kind != CellLineKind.Code && code.IsWithinText(start, kernels.FindLanguage(kernel)))
            {
                kind = CellLineKind.Code;
            }

            if (kind == CellLineKind.Selector)
            {
                kernel = kernels.Canonical(Word(text)!)!;
                code.Begin(end);
            }
            else if (kind == CellLineKind.Directive)
            {
                code.LeaveOut(end);
            }

            yield return new CellLine(number, source, start, end, kind, kernel);
            start = end + (source.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
        }
    }

    /// <summary>The selector with which a cell begins, empty lines aside; null if it begins otherwise.</summary>
    /// <inheritdoc cref="Lines"/>
    public static CellLine? Opening(string source, string kernel, KernelCatalog kernels) =>
        Lines(source, kernel, kernels).FirstOrDefault(line => !line.Span.IsWhiteSpace()) is { Kind: CellLineKind.Selector } opening
            ? opening
            : null;

    /// <summary>What stands behind <c>#!</c> at the start of a line; null if the line begins otherwise.</summary>
    public static string? Marked(string line) => line.StartsWith(mark, StringComparison.Ordinal) ? line[mark.Length..] : null;

    private static string? Word(string line) => Marked(line)?.Split([' ', '\t'], 2)[0];

    /// <summary>What a line is by itself; in a string or comment of more lines it is text all the same.</summary>
    private static CellLineKind KindOf(string line, string kernel, KernelCatalog kernels) =>
        Word(line) is { } word && kernels.Canonical(word) is not null ? CellLineKind.Selector
        : DirectiveParser.IsDirective(line, kernels.FindLanguage(kernel)) ? CellLineKind.Directive
        : CellLineKind.Code;
}
