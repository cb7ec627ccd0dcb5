using Microsoft.CodeAnalysis.Text;
using Microsoft.DotNet.Interactive.Commands;
using LinePosition = Microsoft.DotNet.Interactive.LinePosition;
using LinePositionSpan = Microsoft.DotNet.Interactive.LinePositionSpan;

namespace AsyncWorkbook.Workers.CSharp.Core.Kernels;

/// <summary>The cursor of a question about code: commands count lines, the compiler characters.</summary>
internal sealed class CodePlace
{
    private readonly SourceText text;

    public CodePlace(LanguageServiceCommand command)
    {
        text = SourceText.From(command.Code);
        var line = text.Lines[Math.Clamp(command.LinePosition.Line, 0, text.Lines.Count - 1)];
        Cursor = line.Start + Math.Clamp(command.LinePosition.Character, 0, line.Span.Length);
    }

    /// <summary>An index into the code.</summary>
    public int Cursor { get; }

    /// <summary>A part of the code, as commands and events say it.</summary>
    public LinePositionSpan Span(TextSpan span)
    {
        var lines = text.Lines.GetLinePositionSpan(span);
        return new LinePositionSpan(
            new LinePosition(lines.Start.Line, lines.Start.Character), new LinePosition(lines.End.Line, lines.End.Character));
    }
}
