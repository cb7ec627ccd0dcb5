using AsyncWorkbook.Engine.Documents;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>No outputs are committed: they follow from the code, and old ones mislead.</summary>
internal static class OutputRule
{
    private const string advice = "\"workbook clean\" takes them out.";

    public static IEnumerable<Finding> Check(CheckedNotebook subject)
    {
        foreach (var (index, cell) in subject.Cells(CellKind.Code))
        {
            if (cell.Outputs.Count > 0)
            {
                yield return subject.Find(index, null, "it holds outputs of a run", advice);
            }
            else if (cell.Json["execution_count"] is not null)
            {
                yield return subject.Find(index, null, "it holds the execution count of a run", advice);
            }

            if (cell.HasTag(CellTags.InjectedParameters))
            {
                yield return subject.Find(index, null, "it holds the parameters of a run", advice);
            }
        }
    }
}
