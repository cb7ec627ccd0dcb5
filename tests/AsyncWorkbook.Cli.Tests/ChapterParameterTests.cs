using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>
/// What the book says holds whatever its parameters are, within their ranges: at the ends, one step inside, and where a fixed seed
/// draws. A chapter goes through them in one session. One that takes long, <c>async_workbook.draws: least</c> in its metadata, is
/// run with the least of its parameters. A verdict is the same when its cell runs once more at the end. <c>WORKBOOK_DRAWS=3</c> runs
/// everything, counts at their ends and three draws, set by set.
/// </summary>
[StartsProcesses]
public sealed partial class ChapterParameterTests : IDisposable
{
    private static readonly int wide = int.TryParse(Environment.GetEnvironmentVariable("WORKBOOK_DRAWS"), out var draws) ? draws : 0;

    private const string again = "-again";

    private readonly Workbook workbook = new();

    public static TheoryData<string> Chapters { get; } =
        [.. ChapterTests.Chapters.Select(chapter => chapter.Data).Where(chapter => ChapterParameter.Of(Chapter.Read(chapter)).Count > 0)];

    public void Dispose() => workbook.Dispose();

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task A_chapter_holds_for_whatever_parameters_a_reader_gives(string chapter)
    {
        var notebook = Chapter.Read(chapter);
        var sets = Sets(ChapterParameter.Of(notebook), seed: int.Parse(chapter[..2], CultureInfo.InvariantCulture));
        var takesLong = (string?)notebook["metadata"]!["async_workbook"]?["draws"] == "least";
        if (wide > 0)
        {
            foreach (var set in sets)
            {
                await RunAsync(chapter, notebook, [set]);
            }
        }
        else
        {
            await RunAsync(chapter, notebook, takesLong ? sets[..1] : sets);
        }
    }

    /// <summary>What a line of a chapter names as worth trying can be given.</summary>
    [Theory]
    [MemberData(nameof(Chapters))]
    public void What_a_chapter_asks_to_try_is_within_the_ranges(string chapter)
    {
        var notebook = Chapter.Read(chapter);
        var parameters = ChapterParameter.Of(notebook);
        var lines = notebook["cells"]!.AsArray().Where(cell => (string?)cell!["cell_type"] == "markdown")
            .SelectMany(cell => Chapter.Text(cell!["source"]).Split('\n'));
        Assert.All(lines, line =>
        {
            var values = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default * parameter.Step);
            foreach (Match named in Assignment().Matches(line))
            {
                values[named.Groups["name"].Value] = decimal.Parse(named.Groups["value"].Value, CultureInfo.InvariantCulture);
            }

            Assert.All(parameters, parameter => Assert.True(parameter.Takes(values[parameter.Name], values), $"{parameter.Name}: {line}"));
        });
    }

    /// <summary>Times go to their ends, which costs nothing in virtual time; counts only where all is run.</summary>
    private static IReadOnlyDictionary<string, string>[] Sets(IReadOnlyList<ChapterParameter> parameters, int seed)
    {
        var random = new Random(seed);
        return
        [
            ChapterParameter.At(parameters, (_, least, _) => least),
            ChapterParameter.At(parameters, (one, _, most) => one.IsTime || wide > 0 ? most : one.Default),
            ChapterParameter.At(parameters, (one, least, most) => one.IsTime ? most - 1 : least + 1),
            .. Enumerable.Range(0, Math.Max(1, wide)).Select(_ => ChapterParameter.At(parameters, Draw)),
        ];

        // Small numbers as often as great ones.
        long Draw(ChapterParameter one, long least, long most) => (long)(least * Math.Pow((double)most / least, random.NextDouble()));
    }

    /// <summary>Runs a chapter with each set of parameters in turn, from its set-up on.</summary>
    private async Task RunAsync(string chapter, JsonNode notebook, IReadOnlyList<IReadOnlyDictionary<string, string>> sets)
    {
        var (cells, setOf) = (new JsonArray(), new List<IReadOnlyDictionary<string, string>>());
        foreach (var set in sets)
        {
            foreach (var cell in notebook["cells"]!.AsArray().Where(cell => (string?)cell!["cell_type"] == "code" && (setOf.Count == 0 || IsRepeated(cell))).ToList())
            {
                Add(cell!.DeepClone(), set, "");
                if (Chapter.HasTag(cell, "parameters"))
                {
                    var given = cell.DeepClone();
                    given["source"] = string.Join('\n', set.Select(value => $"{value.Key} = {value.Value};"));
                    Add(given, set, "-given");
                }
            }

            // Once more, when all that stands below has run, too: a reader goes back and runs a cell again.
            // Only what a chapter's last cell ends, such as its server, is still there.
            var last = cells[^1]!;
            var ends = Disposal().IsMatch(Chapter.Text(last["source"]));
            if (ends)
            {
                cells.RemoveAt(cells.Count - 1);
                setOf.RemoveAt(setOf.Count - 1);
            }

            foreach (var cell in notebook["cells"]!.AsArray().Where(cell => ReferenceEquals(set, sets[0]) && Judges(cell)).ToList())
            {
                Add(cell!.DeepClone(), set, again);
            }

            if (ends)
            {
                Add(last, set, "");
            }
        }

        var together = notebook.DeepClone();
        together["cells"] = cells;
        together["metadata"]!["execution"] = new JsonObject { ["timeout"] = 1800 };
        var path = Path.Combine(Guid.NewGuid().ToString("N"), "notebooks", chapter);
        workbook.WriteChapter(path, together);
        var ended = await workbook.RunAsync(["run", path, "--in-place", "--json"]);
        Assert.True(ended.ExitCode is 0 or 1 or 3 or 7, ended.Stdout + ended.Stderr); // it has a report
        var wrong =
            from cell in JsonNode.Parse(ended.Stdout)!["notebooks"]![0]!["cells"]!.AsArray()
            let index = (int)cell["index"]!
            where ((string?)cell["status"] != "ok" && !Chapter.HasTag(cells[index], "raises-exception")) || cell["failedChecks"]!.AsArray().Count > 0
            select $"with {string.Join(' ', setOf[index].Select(value => $"-p {value.Key}={value.Value}"))}: {cells[index]!["id"]}: {cell.ToJsonString()}";
        Assert.True(ended.ExitCode == 0 && !wrong.Any(), string.Join('\n', wrong.Append(ended.Stderr)));

        var executed = JsonNode.Parse(workbook.Read(path))!["cells"]!.AsArray().ToLookup(cell => (string?)cell!["id"], cell => cell!);
        Assert.All(executed.Where(cell => cell.Key!.EndsWith(again, StringComparison.Ordinal)), repeated => Assert.Equal(
            Chapter.Verdicts(executed[repeated.Key![..^again.Length]].Single()),
            Chapter.Verdicts(repeated.Single())));

        // The first time round cells keep their ids: a chapter may read its own file.
        void Add(JsonNode cell, IReadOnlyDictionary<string, string> set, string mark)
        {
            cell["id"] = ReferenceEquals(set, sets[0]) ? $"{cell["id"]}{mark}" : $"{cell["id"]}{mark}-{setOf.Count}";
            cells.Add(cell);
            setOf.Add(set);
        }
    }

    /// <summary>Whether a cell judges runs of others, and starts no programs of its own.</summary>
    private static bool Judges(JsonNode? cell) =>
        (string?)cell!["cell_type"] == "code" && IsRepeated(cell) && Chapter.Text(cell["source"]).Contains(".Judge(", StringComparison.Ordinal);

    /// <summary>
    /// A language is connected once, and what programs did in processes of their own, which no parameter reaches, stays as it is.
    /// </summary>
    private static bool IsRepeated(JsonNode? cell) => !OncePerSession().IsMatch(Chapter.Text(cell!["source"]));

    [GeneratedRegex(@"^#!connect|\b(Subprocess|ServerProcess)\.", RegexOptions.Multiline)]
    private static partial Regex OncePerSession();

    [GeneratedRegex(@"^await \w+\.DisposeAsync\(\);", RegexOptions.Multiline)]
    private static partial Regex Disposal();

    [GeneratedRegex(@"`(?<name>\w+) = (?<value>\d+(\.\d+)?)`|-p (?<name>\w+)=(?<value>\d+(\.\d+)?)")]
    private static partial Regex Assignment();
}
