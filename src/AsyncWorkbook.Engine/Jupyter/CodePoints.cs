namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>
/// Positions in code. The protocol counts Unicode code points, .NET counts UTF-16 units: an emoji is one of the former
/// and two of the latter.
/// </summary>
internal static class CodePoints
{
    /// <summary>The index in UTF-16 units of a position in code points; the end, if the text is shorter.</summary>
    public static int ToUtf16(string text, long position)
    {
        var at = 0;
        for (var passed = 0L; passed < position && at < text.Length; passed++)
        {
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        }

        return at;
    }

    /// <summary>The position in code points of an index in UTF-16 units.</summary>
    public static int FromUtf16(string text, int index)
    {
        var position = 0;
        foreach (var _ in text.AsSpan(0, Math.Clamp(index, 0, text.Length)).EnumerateRunes())
        {
            position++;
        }

        return position;
    }
}
