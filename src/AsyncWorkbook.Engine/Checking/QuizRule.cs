using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Html;

namespace AsyncWorkbook.Engine.Checking;

/// <summary>A quiz is a question with choices and the cell that answers it. Which choice is right, only a run can tell.</summary>
internal static class QuizRule
{
    public static IEnumerable<Finding> Check(CheckedNotebook subject)
    {
        var cells = subject.Notebook.Cells;
        for (var i = 0; i < cells.Count; i++)
        {
            if (!cells[i].HasTag(Quiz.Tag))
            {
                continue;
            }

            if (cells[i].Kind == CellKind.Code)
            {
                if (i == 0 || cells[i - 1].Kind != CellKind.Markdown || !cells[i - 1].HasTag(Quiz.Tag))
                {
                    yield return subject.Find(i, null, "it answers a quiz, and no question stands before it", "Tag the Markdown cell before it quiz, too.");
                }

                continue;
            }

            if (i + 1 == cells.Count || cells[i + 1].Kind != CellKind.Code || !cells[i + 1].HasTag(Quiz.Tag))
            {
                yield return subject.Find(i, null, "it asks a quiz, and no cell behind it answers", "Tag the code cell behind it quiz, too.");
            }

            var choices = Quiz.ChoicesIn(cells[i]);
            if (choices is null || choices.Count < 2)
            {
                yield return subject.Find(
                    i, null, "it asks a quiz without choices", "Write one list, of two items or more, each of which begins with what the cell may print: - `A B C` in turn.");
            }
            else if (choices.Distinct(StringComparer.Ordinal).Count() < choices.Count)
            {
                yield return subject.Find(i, null, "two choices of its quiz are the same", "Make them differ.");
            }
        }
    }
}
