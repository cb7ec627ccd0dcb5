namespace AsyncWorkbook.Engine.Kernels;

/// <summary>
/// Listens to what a worker prints by itself, for the words with which its runtime dies: the exit code alone does not
/// tell a reader what went wrong.
/// </summary>
/// <param name="meanings">What the runtime says, and what it means in the reader's words.</param>
internal sealed class LastWords(IReadOnlyDictionary<string, string>? meanings)
{
    private const int linesBehind = 8; // of a trace, which may have a hundred thousand

    private readonly Lock gate = new();
    private readonly int longest = meanings?.Keys.Max(phrase => phrase.Length) ?? 0;
    private string tail = "";
    private string? meaning;
    private int linesLeft = int.MaxValue; // until the rest is left out

    /// <summary>What was heard last, or null.</summary>
    public string? Meaning
    {
        get
        {
            lock (gate)
            {
                return meaning;
            }
        }
    }

    /// <summary>Listens to text as it comes; a phrase may come in pieces.</summary>
    /// <returns>What of the text is to be shown: behind the phrase a few lines.</returns>
    public string Hear(string text)
    {
        if (meanings is null)
        {
            return text;
        }

        lock (gate)
        {
            if (meaning is not null)
            {
                return Lines(text);
            }

            var heard = tail + text;
            if (meanings.Keys.FirstOrDefault(phrase => heard.Contains(phrase, StringComparison.Ordinal)) is not { } phrase)
            {
                tail = heard[Math.Max(0, heard.Length - longest)..];
                return text;
            }

            meaning = meanings[phrase];
            linesLeft = linesBehind + 1; // and the rest of the phrase's own
            var behind = heard.IndexOf(phrase, StringComparison.Ordinal) + phrase.Length - tail.Length;
            return text[..behind] + Lines(text[behind..]);
        }
    }

    /// <summary>Forgets what was heard: whoever said it lives on.</summary>
    public void Forget()
    {
        lock (gate)
        {
            tail = "";
            meaning = null;
            linesLeft = int.MaxValue;
        }
    }

    private string Lines(string text)
    {
        for (var start = 0; linesLeft > 0; linesLeft--)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0)
            {
                return text;
            }

            if (linesLeft == 1)
            {
                linesLeft = 0;
                return text[..(end + 1)] + "   ... (the rest is left out)\n";
            }

            start = end + 1;
        }

        return "";
    }
}
