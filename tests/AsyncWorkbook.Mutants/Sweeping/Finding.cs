using AsyncWorkbook.Mutants.Chapters;

namespace AsyncWorkbook.Mutants.Sweeping;

/// <summary>What noticed that a cell was changed.</summary>
public enum Notice
{
    /// <summary>Nothing: every cell ends as before, and shows the same.</summary>
    Nothing,

    /// <summary>No verdict, but some cell shows something else.</summary>
    Outputs,

    /// <summary>A verdict is <em>bug</em>.</summary>
    Verdict,

    /// <summary>A cell failed.</summary>
    Failure,

    /// <summary>A cell did not end.</summary>
    NoEnd,
}

/// <summary>What became of a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Notice">What noticed it.</param>
/// <param name="Where">The id of the cell that noticed first; empty if none did.</param>
public sealed record Finding(Mutant Mutant, Notice Notice, string Where);
