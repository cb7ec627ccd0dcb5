using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Directives;

/// <summary>
/// An instruction to the engine that stands in a cell, such as <c>#!time</c>. To add one, write its class and add it to
/// <see cref="DirectiveTable"/>: listing, help, completions and the check of its options follow.
/// </summary>
internal interface IDirective
{
    /// <summary>How it is written, such as <c>#!time</c> or <c>#r</c>.</summary>
    string Name { get; }

    /// <summary>What it does, in one line.</summary>
    string Summary { get; }

    /// <summary>What may follow the name.</summary>
    IReadOnlyList<DirectiveParameter> Parameters { get; }

    /// <summary>Carries it out. Its parameters have been checked.</summary>
    /// <exception cref="DirectiveException">It cannot be carried out.</exception>
    /// <exception cref="SharingException">A value cannot be copied.</exception>
    Task<ExecutionStatus> ExecuteAsync(DirectiveStep step, Submission submission);
}
