using System.Text.Json;
using AsyncWorkbook.Mutants.Chapters;

namespace AsyncWorkbook.Mutants.Sweeping;

/// <summary>
/// The mutants of a chapter that nothing notices, each with the reason: <c>tests/mutations/survivors/*.json</c>. They are
/// named by their cell and the changed text, so that the list outlives other changes of the chapter.
/// </summary>
public sealed class SurvivorList
{
    private readonly Dictionary<string, string> reasons;

    private SurvivorList(Dictionary<string, string> reasons)
    {
        this.reasons = reasons;
    }

    /// <summary>The names of all.</summary>
    public IReadOnlyCollection<string> Names => reasons.Keys;

    /// <summary>Reads a chapter's list; it is empty where there is no file.</summary>
    /// <param name="folder">The folder with the lists.</param>
    /// <param name="chapter">The chapter.</param>
    /// <exception cref="JsonException">The list is none.</exception>
    public static SurvivorList Of(string folder, ChapterCode chapter)
    {
        var path = Path.Combine(folder, chapter.Name + ".json");
        var groups = File.Exists(path) ? JsonSerializer.Deserialize<List<Group>>(File.ReadAllText(path), JsonSerializerOptions.Web)! : [];
        return new SurvivorList(groups.SelectMany(group => group.Mutants.Select(mutant => KeyValuePair.Create(mutant, group.Reason))).ToDictionary());
    }

    /// <summary>Whether the mutant is on the list.</summary>
    public bool Has(Mutant mutant) => reasons.ContainsKey($"{mutant}");

    /// <summary>Those on the list that are no mutants of the chapter any more.</summary>
    public IEnumerable<string> Gone(ChapterCode chapter) => reasons.Keys.Except(chapter.Mutants.Select(mutant => $"{mutant}"));

    private sealed record Group(string Reason, string[] Mutants);
}
