using System.Globalization;
using System.Text;
using AsyncWorkbook.Workers.CSharp.Core.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncWorkbook.Workers.CSharp.Core.Submissions;

/// <summary>
/// The text of a cell as it is compiled: with calls of <see cref="Checkpoint"/> written into it, on lines that are the
/// cell's own, and with the way back from a compiled position to the reader's.
/// </summary>
internal sealed class CellSource
{
    private const string checkpoint = "global::AsyncWorkbook.Workers.CSharp.Core.Running.Checkpoint";

    private readonly SourceText original;
    private readonly int linesAbove; // of the reader's first line in the cell, less those of the original's
    private List<TextChange> changes = [];

    /// <param name="code">What the reader wrote.</param>
    /// <param name="file">What the reader calls the cell.</param>
    /// <param name="firstLine">The 1-based line of the cell at which <paramref name="code"/> starts.</param>
    public CellSource(string code, string file, int firstLine)
    {
        MayBeUnsafe = code.Contains("unsafe", StringComparison.Ordinal) || code.Contains("SkipLocalsInit", StringComparison.Ordinal);

        // Gives the lines of the cell to whoever asks: compiler, debug information, stack traces. Not as the tree's own path: of
        // a file the compiler takes a checksum, on the thread pool, which cells may have starved.
        var isFile = code.StartsWith("#!", StringComparison.Ordinal) || file.Contains('"', StringComparison.Ordinal);
        var head = isFile ? new string('\n', firstLine - 1) : string.Create(CultureInfo.InvariantCulture, $"#line {firstLine} \"{file}\"\n");
        linesAbove = isFile ? 0 : firstLine - 2;
        var path = isFile ? file : "";
        original = SourceText.From(head + code, Encoding.UTF8);
        Tree = ContextualNames.Parse(original, path, out var escaped);
        changes.AddRange(escaped.Select(ContextualNames.Escape));
        if (!Tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            // Found in the escaped text, and in front of an escape at the same place; OrderBy is stable.
            changes = [.. Checkpoints.In(Root, checkpoint).Select(change => Back(change, escaped)).Concat(changes).OrderBy(change => change.Span.Start)];
            Tree = changes.Count == 0 ? Tree : CSharpSyntaxTree.ParseText(Changed(), ParseOptions, path);
        }
    }

    /// <summary>The dialect of cells: C# Script.</summary>
    public static CSharpParseOptions ParseOptions { get; } =
        new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    public SyntaxTree Tree { get; }

    /// <summary>Whether the code has a word without which nothing in it can be unsafe; other code compiles faster.</summary>
    public bool MayBeUnsafe { get; }

    public CompilationUnitSyntax Root => (CompilationUnitSyntax)Tree.GetRoot();

    /// <summary>The expression at the end without a semicolon, whose value is the cell's result; or null.</summary>
    public ExpressionSyntax? TrailingExpression =>
        Root.Members.LastOrDefault() is GlobalStatementSyntax
        {
            Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true, Expression: var expression }
        }
            ? expression
            : null;

    /// <summary>The 0-based line and column of the cell for a position in <see cref="Tree"/>.</summary>
    public LinePosition PositionInCell(int compiled)
    {
        var shift = 0;
        foreach (var change in changes)
        {
            var start = change.Span.Start + shift;
            if (compiled <= start)
            {
                break;
            }

            if (compiled < start + change.NewText!.Length)
            {
                return InCell(change.Span.Start);
            }

            shift += change.NewText.Length - change.Span.Length;
        }

        return InCell(compiled - shift);
    }

    private LinePosition InCell(int position)
    {
        var place = original.Lines.GetLinePosition(position);
        return new LinePosition(Math.Max(place.Line + linesAbove, 0), place.Character);
    }

    private static TextChange Back(TextChange change, IReadOnlyList<int> escaped) => new(
        new TextSpan(change.Span.Start - escaped.Where((place, before) => place + before < change.Span.Start).Count(), change.Span.Length),
        change.NewText!);

    private SourceText Changed()
    {
        var text = new StringBuilder();
        var position = 0;
        foreach (var change in changes)
        {
            text.Append(original.ToString(TextSpan.FromBounds(position, change.Span.Start))).Append(change.NewText);
            position = change.Span.End;
        }

        text.Append(original.ToString(TextSpan.FromBounds(position, original.Length)));
        return SourceText.From(text.ToString(), Encoding.UTF8);
    }
}
