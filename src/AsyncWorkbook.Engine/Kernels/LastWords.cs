namespace AsyncWorkbook.Engine.Kernels;

/// <summary>
/// Listens to what a worker prints by itself, for the words with which its runtime dies: the exit code alone does not
/// tell a reader what went wrong.
/// </summary>
/// <param name="meanings">What the runtime says, and what it means in the reader's words.</param>
internal sealed class LastWords(IReadOnlyDictionary<string, string>? meanings)
{
    private readonly Lock gate = new();
    private readonly int longest = meanings?.Keys.Max(phrase => phrase.Length) ?? 0;
    private string tail = "";
    private string? meaning;

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
    public void Hear(string text)
    {
        if (meanings is null)
        {
            return;
        }

        lock (gate)
        {
            tail += text;
            meaning = meanings.Keys.FirstOrDefault(phrase => tail.Contains(phrase, StringComparison.Ordinal)) is { } heard
                ? meanings[heard]
                : meaning;
            tail = tail[Math.Max(0, tail.Length - longest)..];
        }
    }

    /// <summary>Forgets what was heard: whoever said it lives on.</summary>
    public void Forget()
    {
        lock (gate)
        {
            tail = "";
            meaning = null;
        }
    }
}
