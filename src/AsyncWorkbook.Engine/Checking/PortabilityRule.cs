using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Parsing;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>Code keeps to what every host runs: C# scripts, JavaScript of browsers and Node alike, Python in a running loop.</summary>
internal static class PortabilityRule
{
    public static IEnumerable<Finding> Check(CheckedNotebook subject)
    {
        foreach (var (index, cell) in subject.Cells(CellKind.Code))
        {
            foreach (var step in subject.CodeOf(cell))
            {
                foreach (var (line, what, advice) in Find(subject.Kernels.FindLanguage(step.Kernel)?.Portability, step, cell))
                {
                    yield return subject.Find(index, step.Line + line, what, advice);
                }
            }
        }
    }

    private static IEnumerable<CodeFinding> Find(Portability? rules, CodeStep step, NotebookCell cell) =>
        rules is null || rules.Excuses(cell.Tags) ? [] : rules.Find(step.Text);
}
