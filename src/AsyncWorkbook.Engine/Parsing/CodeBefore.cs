using AsyncWorkbook.Engine.Languages;

namespace AsyncWorkbook.Engine.Parsing;

/// <summary>The code of a cell's section, without its directives: whether a place in it is in a string or comment of the language.</summary>
/// <param name="source">The cell's text.</param>
internal sealed class CodeBefore(string source)
{
    private readonly List<(int Start, int End)> directives = [];
    private int begin;

    /// <summary>A section begins.</summary>
    /// <param name="start">The index in the cell behind its selector.</param>
    public void Begin(int start)
    {
        begin = start;
        directives.Clear();
    }

    /// <summary>A directive is no code: its quotes and apostrophes open nothing.</summary>
    public void LeaveOut(int start, int end) => directives.Add((start, end));

    /// <summary>Whether a line begins in a string or comment that began in an earlier line and is closed.</summary>
    /// <param name="start">The index in the cell of the line's first character.</param>
    /// <param name="language">The section's language; null for text, which has neither.</param>
    public bool IsWithinText(int start, Language? language)
    {
        if (language?.CommentsAndStrings is not { } commentsAndStrings || start == begin)
        {
            return false;
        }

        var code = source.ToCharArray(begin, source.Length - begin);
        foreach (var (from, to) in directives)
        {
            Array.Fill(code, ' ', from - begin, to - from);
        }

        return commentsAndStrings().Matches(new string(code))
            .TakeWhile(match => match.Index < start - begin)
            .Any(match => match.Index + match.Length > start - begin);
    }
}
