using System.Security.Cryptography;
using System.Text;
using AsyncWorkbook.Mutants.Chapters;
using AsyncWorkbook.Mutants.Sweeping;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>
/// A part of the sweep that <c>bench/sweep.cs</c> makes through all chapters: a few of the ways to change each one, the same
/// ones every time. A chapter takes part once it was swept and has its list of survivors.
/// </summary>
[StartsProcesses]
public sealed class SweepTests(ITestOutputHelper output)
{
    private const int sample = 5; // mutants a chapter; there are hundreds
    private const int least = 1; // where a run takes long, as the chapter's metadata say

    private static readonly string lists = Repository.PathOf("tests", "mutations", "survivors");

    public static TheoryData<string> Chapters { get; } =
        [.. Directory.GetFiles(lists, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).Select(name => name + ".ipynb")];

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task A_change_is_noticed_or_listed_with_its_reason(string file)
    {
        var chapter = await ChapterCode.ReadAsync(Path.Combine(Chapter.Folder, file));
        var known = SurvivorList.Of(lists, chapter);
        var takesLong = (string?)Chapter.Read(file)["metadata"]!["async_workbook"]?["draws"] == "least";

        // By their hashes: a change of the chapter leaves most of the choice as it is. Cells have many, and the cells count here.
        var chosen = chapter.Mutants.GroupBy(mutant => mutant.Cell).Select(ofCell => ofCell.MinBy(Hash)!)
            .OrderBy(Hash, StringComparer.Ordinal).Take(takesLong ? least : sample).OrderBy(mutant => mutant.Cell.Index).ToList();
        output.WriteLine($"{chosen.Count} of {chapter.Mutants.Count} mutants; bench/sweep.cs runs the other {chapter.Mutants.Count - chosen.Count}.");

        await using var sweep = new ChapterSweep(chapter, known, Repository.PathOf("artifacts", "workbook", "workers"));
        List<string> survivors = [];
        await foreach (var finding in sweep.RunAsync(chosen))
        {
            if (finding.Notice == Notice.Nothing && !known.Has(finding.Mutant))
            {
                survivors.Add($"{finding.Mutant}");
            }
        }

        Assert.Empty(survivors);
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task What_is_listed_is_still_a_change_of_its_chapter(string file)
    {
        var chapter = await ChapterCode.ReadAsync(Path.Combine(Chapter.Folder, file));

        Assert.Empty(SurvivorList.Of(lists, chapter).Gone(chapter));
    }

    private static string Hash(Mutant mutant) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{mutant}")));
}
