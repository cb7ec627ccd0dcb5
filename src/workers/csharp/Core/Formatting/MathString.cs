using System.Diagnostics.CodeAnalysis;

// Where .NET Interactive has it.
namespace Microsoft.DotNet.Interactive.Jupyter.Formatting;

/// <summary>A formula in LaTeX, shown as <c>text/latex</c>: <c>(MathString)"..."</c>.</summary>
/// <param name="value">The formula, without signs around it.</param>
[SuppressMessage("Usage", "CA2225", Justification = "cells write the cast")]
public sealed class MathString(string value)
{
    /// <summary>Marks a text as a formula.</summary>
    public static implicit operator MathString(string source) => new(source);

    /// <inheritdoc/>
    public override string ToString() => $"$${value}$$";
}
