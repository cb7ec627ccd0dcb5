using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncWorkbook.Workers.CSharp.Core.Submissions;

/// <summary>A cell that compiles.</summary>
/// <param name="Compilation">What the following cells build on.</param>
/// <param name="Source">Its text.</param>
/// <param name="Assembly">The emitted assembly, or null if there is nothing to run.</param>
/// <param name="Symbols">The portable PDB of <paramref name="Assembly"/>.</param>
/// <param name="Warnings">The warnings that a reader must see, a line each.</param>
internal sealed record CompiledCell(
    CSharpCompilation Compilation,
    CellSource Source,
    MemoryStream? Assembly,
    MemoryStream? Symbols,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Whether the cell ends in an expression that has a value; a call of a void method has none.</summary>
    public bool HasResult =>
        Source.TrailingExpression is { } expression
        && Compilation.GetSemanticModel(Source.Tree).GetTypeInfo(expression).ConvertedType
            is not { SpecialType: SpecialType.System_Void };
}
