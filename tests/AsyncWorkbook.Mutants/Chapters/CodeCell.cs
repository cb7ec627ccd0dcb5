using System.Text.RegularExpressions;
using AsyncWorkbook.Mutants.Mutations;

namespace AsyncWorkbook.Mutants.Chapters;

/// <summary>A code cell of a chapter, and what it has to do with the others.</summary>
/// <param name="Index">Its place among the chapter's code cells.</param>
/// <param name="Id">Its id.</param>
/// <param name="Kernel">The kernel at its start.</param>
/// <param name="Language">The kernel that runs its code.</param>
/// <param name="Source">Its text.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Reading">What it writes, and how it may be changed.</param>
/// <param name="Uses">The names that it mentions, as <c>language:name</c>.</param>
/// <param name="IsToFail">Whether it is to end with an error.</param>
public sealed record CodeCell(
    int Index, string Id, string Kernel, string Language, string Source, CellRole Role, CellReading Reading, IReadOnlySet<string> Uses, bool IsToFail)
{
    /// <summary>The names that it declares or changes, as <c>language:name</c>.</summary>
    public IEnumerable<string> Writes => Reading.Writes.Concat(Reading.Entries.Select(entry => entry.Name)).Select(name => $"{Language}:{name}");

    /// <summary>Whether it can tell that another cell before it was changed, as far as the names show that it uses.</summary>
    public bool Follows(CodeCell other) =>
        other.Reading.Writes.Any(name => Uses.Contains($"{other.Language}:{name}"))
        || other.Reading.Entries.Any(entry => Uses.Contains($"{other.Language}:{entry.Name}")
            && (Language != other.Language || Takes(entry.Name, entry.Key)));

    /// <summary>Whether it uses an entry of something, and not only entries of other names.</summary>
    private bool Takes(string name, string key) =>
        Regex.IsMatch(Source, $@"\b{Regex.Escape(name)}\b(?!\s*(\[\s*[""']|\.\w))|\b{Regex.Escape(name)}\s*(\[\s*[""']|\.){Regex.Escape(key)}\b");
}

/// <summary>What a code cell of a chapter is for.</summary>
public enum CellRole
{
    /// <summary>Part of a solution, or of what solutions are made of.</summary>
    Code,

    /// <summary>Libraries and parameters, before everything else.</summary>
    SetUp,

    /// <summary>It compares runs with a spec.</summary>
    Verdict,

    /// <summary>It draws what has run, or asks the reader.</summary>
    Aside,
}
