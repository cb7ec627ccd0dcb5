using System.Globalization;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>Something in a notebook that should be otherwise.</summary>
/// <param name="Cell">The position of the cell in the file, from 0; null if it is about the whole notebook.</param>
/// <param name="Id">The cell's id, or null.</param>
/// <param name="Line">The 1-based line of the cell, or null.</param>
/// <param name="What">What is wrong, as a clause that starts small.</param>
/// <param name="Advice">What to do, as a sentence.</param>
public sealed record Finding(int? Cell, string? Id, int? Line, string What, string Advice)
{
    /// <summary>Place, what and advice in one line, such as <c>cell 3 (set-up), line 2: ...</c></summary>
    public override string ToString()
    {
        var place = Cell is null ? "" : string.Create(CultureInfo.InvariantCulture, $"cell {Cell}")
            + (Id is null ? "" : $" ({Id})")
            + (Line is null ? "" : string.Create(CultureInfo.InvariantCulture, $", line {Line}")) + ": ";
        return $"{place}{What}. {Advice}";
    }
}
