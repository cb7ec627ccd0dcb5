using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Parsing;

/// <summary>
/// The code of a cell's section, without its directives: whether a line of it begins in a string or comment of the language. Lines
/// are asked about from top to bottom, and the text is looked through once, however many there are.
/// </summary>
/// <param name="source">The cell's text.</param>
internal sealed class CodeBefore(string source)
{
    private int begin;
    private int outside; // up to here all strings and comments are closed, and directives left out
    private int within; // up to here goes the string or comment that was found last
    private Match? next; // what was found behind, from outside on

    /// <summary>A section begins.</summary>
    /// <param name="start">The index in the cell behind its selector.</param>
    public void Begin(int start)
    {
        begin = outside = start;
        next = null;
    }

    /// <summary>A directive is no code: its quotes and apostrophes open nothing.</summary>
    /// <param name="end">The index in the cell behind it.</param>
    public void LeaveOut(int end)
    {
        outside = end;
        next = next is { Success: true } && next.Index < end ? null : next;
    }

    /// <summary>Whether a line begins in a string or comment that began in an earlier line and is closed.</summary>
    /// <param name="start">The index in the cell of the line's first character.</param>
    /// <param name="language">The section's language; null for text, which has neither.</param>
    public bool IsWithinText(int start, Language? language)
    {
        if (language?.CommentsAndStrings is not { } commentsAndStrings || start == begin)
        {
            return false;
        }

        while (within <= start)
        {
            next ??= commentsAndStrings().Match(source, outside);
            if (!next.Success || next.Index >= start)
            {
                return false;
            }

            within = outside = next.Index + next.Length;
            next = null;
        }

        return true;
    }
}
