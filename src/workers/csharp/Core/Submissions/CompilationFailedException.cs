using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AsyncWorkbook.Workers.CSharp.Core.Submissions;

/// <summary>A cell does not compile. The lines have the compiler's form, with the cell's own lines and columns.</summary>
internal sealed class CompilationFailedException : Exception
{
    /// <summary>What the compiler says, errors first.</summary>
    public CompilationFailedException(IEnumerable<Diagnostic> diagnostics, CellSource source)
        : this([.. diagnostics
            .Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed)
            .OrderByDescending(d => d.Severity)
            .ThenBy(d => d.Location.SourceSpan.Start)
            .Select(d => Line(d, source))]) => Diagnostics = [.. diagnostics];

    /// <summary>One error of the worker's own.</summary>
    public CompilationFailedException(string message, LinePosition position)
        : this([Line(position, "error", message)])
    {
    }

    private CompilationFailedException(IReadOnlyList<string> lines)
        : base(lines[0]) => Lines = lines;

    public IReadOnlyList<string> Lines { get; }

    /// <summary>The same as the compiler's own; empty for an error of the worker's.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = [];

    /// <summary>One diagnostic as a line.</summary>
    public static string Line(Diagnostic diagnostic, CellSource source)
    {
        var kind = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        var message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        if (DialectHint.For(diagnostic) is { } hint)
        {
            message = $"{message.TrimEnd('.')}. Instead: {hint}.";
        }

        return diagnostic.Location.IsInSource
            ? Line(source.PositionInCell(diagnostic.Location.SourceSpan.Start), $"{kind} {diagnostic.Id}", message)
            : $"{kind} {diagnostic.Id}: {message}";
    }

    private static string Line(LinePosition position, string kind, string message) =>
        $"({position.Line + 1},{position.Character + 1}): {kind}: {message}";
}
