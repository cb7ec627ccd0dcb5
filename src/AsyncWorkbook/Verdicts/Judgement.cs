namespace AsyncWorkbook;

/// <summary>How a run compares with its spec.</summary>
public enum Judgement
{
    /// <summary>It does what the spec says for every language.</summary>
    Parity,

    /// <summary>It does what the spec says for this language, by a rule that the language documents.</summary>
    DocumentedDifference,

    /// <summary>There was no run: this language cannot run it here.</summary>
    NotRun,

    /// <summary>It does neither: the solution, the spec or the text of the chapter is wrong.</summary>
    Bug,
}
