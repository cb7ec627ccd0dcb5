using System.Text.Json.Nodes;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>The folders that chapters 11 and 16 make for their programs.</summary>
[StartsProcesses]
public sealed class OwnFolderTests : IDisposable
{
    private readonly string prefix = $"own-{Guid.NewGuid():N}-";
    private readonly Workbook workbook = new();

    private IEnumerable<string> Folders => Directory.GetDirectories(Path.GetTempPath(), $"{prefix}*");

    public void Dispose()
    {
        workbook.Dispose();
        foreach (var folder in Folders)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_a_run_has_left_that_was_ended_is_removed_by_the_next_and_what_is_in_use_stays()
    {
        var made = workbook.Notebook("made.ipynb", "#!import set-up.dib", "#!import hangs.dib", $"var (one, other) = (OwnFolder(\"{prefix}\"), OwnFolder(\"{prefix}\"));");
        var chapter = Path.Combine("book", "notebooks", "chapter.ipynb");
        workbook.WriteChapter(chapter, JsonNode.Parse(workbook.Read(made))!);

        Assert.Equal(0, (await workbook.RunAsync("run", chapter)).ExitCode);
        var left = Folders.ToHashSet();
        Assert.Equal(2, left.Count);

        Assert.Equal(0, (await workbook.RunAsync("run", chapter)).ExitCode);
        Assert.Equal(2, Folders.Count());
        Assert.DoesNotContain(Folders, left.Contains);
    }

    [Fact]
    public void Both_chapters_do_it_alike() => Assert.Equal(OwnFolderOf("hangs.dib"), OwnFolderOf("mistakes.dib"));

    private static string OwnFolderOf(string file)
    {
        var text = File.ReadAllText(Path.Combine(Chapter.Folder, file));
        var start = text.IndexOf("string OwnFolder(", StringComparison.Ordinal);
        return text[start..text.IndexOf("\n}\n", start, StringComparison.Ordinal)];
    }
}
