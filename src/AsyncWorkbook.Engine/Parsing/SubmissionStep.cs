namespace AsyncWorkbook.Engine.Parsing;

/// <summary>A part of a cell, in the order in which the parts are carried out.</summary>
/// <param name="Kernel">The kernel that is selected at this point.</param>
/// <param name="Line">The 1-based line of the cell at which it stands.</param>
public abstract record SubmissionStep(string Kernel, int Line);

/// <summary>Code for a kernel. <c>#r "x.dll"</c> lines of C# come as a step of their own, before the section's code.</summary>
/// <param name="Kernel">The kernel that runs it.</param>
/// <param name="Text">The code, as it stands in the cell.</param>
/// <param name="Line">The 1-based line of the cell at which it starts.</param>
public sealed record CodeStep(string Kernel, string Text, int Line) : SubmissionStep(Kernel, Line);

/// <summary>A step that comes from a line with options.</summary>
/// <param name="Kernel">The kernel that is selected at this point.</param>
/// <param name="Directive">The line.</param>
/// <param name="Line">Its 1-based line in the cell.</param>
public abstract record LineStep(string Kernel, DirectiveLine Directive, int Line) : SubmissionStep(Kernel, Line);

/// <summary>A directive to carry out.</summary>
/// <param name="Kernel">The kernel in whose section it stands.</param>
/// <param name="Directive">The directive.</param>
/// <param name="Line">Its 1-based line in the cell.</param>
public sealed record DirectiveStep(string Kernel, DirectiveLine Directive, int Line) : LineStep(Kernel, Directive, Line);

/// <summary>
/// A kernel selector that is more than that: one with options, or <c>#!value</c>, whose section is a text to keep.
/// </summary>
/// <param name="Kernel">The kernel that it selects.</param>
/// <param name="Directive">The selector with its options.</param>
/// <param name="Text">The text of a <c>#!value</c> section; empty for others, whose code is a step of its own.</param>
/// <param name="Line">The 1-based line of the selector.</param>
public sealed record SelectorStep(string Kernel, DirectiveLine Directive, string Text, int Line) : LineStep(Kernel, Directive, Line);
