namespace AsyncWorkbook.Engine.Parsing;

/// <summary>What a line of a cell is.</summary>
internal enum CellLineKind
{
    /// <summary>Code or text for its kernel.</summary>
    Code,

    /// <summary>A line such as <c>#!python</c>: the lines below it are for another kernel.</summary>
    Selector,

    /// <summary>An instruction to the engine, such as <c>#!time</c> or <c>#r "..."</c>.</summary>
    Directive,
}

/// <summary>A line of a cell.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Source">The cell's text.</param>
/// <param name="Start">The index of its first character in the cell.</param>
/// <param name="End">The index in the cell behind its last character.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Kernel">The kernel in whose section it stands: for a selector the one that it selects.</param>
internal sealed record CellLine(int Number, string Source, int Start, int End, CellLineKind Kind, string Kernel)
{
    /// <summary>How many characters it has, without its end.</summary>
    public int Length => End - Start;

    /// <summary>The line without its end.</summary>
    public string Text => Source[Start..End];

    /// <summary>The same, not copied.</summary>
    public ReadOnlySpan<char> Span => Source.AsSpan(Start, Length);
}
