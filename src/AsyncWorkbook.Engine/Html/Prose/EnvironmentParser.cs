using System.Text.RegularExpressions;
using Markdig.Extensions.Mathematics;
using Markdig.Parsers;
using Markdig.Syntax;

namespace AsyncWorkbook.Engine.Html.Prose;

/// <summary>
/// An environment of LaTeX that stands on lines of its own, such as <c>\begin{align}</c> to <c>\end{align}</c>, is a formula
/// without dollars around it, as Jupyter has it.
/// </summary>
internal sealed partial class EnvironmentParser : BlockParser
{
    public EnvironmentParser() => OpeningCharacters = ['\\'];

    /// <summary>Also right below the line of a paragraph.</summary>
    public override bool CanInterrupt(BlockProcessor processor, Block block) => true;

    /// <summary>Begins a formula where an environment begins that ends somewhere.</summary>
    public override BlockState TryOpen(BlockProcessor processor)
    {
        var line = processor.Line;
        if (processor.IsCodeIndent || Begin().Match(line.ToString()) is not { Success: true } begin)
        {
            return BlockState.None;
        }

        var name = begin.Groups[1].Value;
        if (line.Text.IndexOf(End(name), line.Start, StringComparison.Ordinal) < 0)
        {
            return BlockState.None;
        }

        processor.NewBlocks.Push(new MathBlock(this) { Info = name, Column = processor.Column, Span = new SourceSpan(line.Start, line.End) });
        return Next(name, line.ToString());
    }

    /// <summary>Goes on to the line on which the environment ends.</summary>
    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        block.UpdateSpanEnd(processor.Line.End);
        return Next(((MathBlock)block).Info!, processor.Line.ToString());
    }

    private static BlockState Next(string name, string line)
    {
        var end = line.IndexOf(End(name), StringComparison.Ordinal);
        return end < 0 ? BlockState.Continue : BlockState.Break;
    }

    private static string End(string name) => $"\\end{{{name}}}";

    [GeneratedRegex(@"^\\begin\{([a-zA-Z]+\*?)\}")]
    private static partial Regex Begin();
}
