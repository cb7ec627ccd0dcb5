using System.Text.RegularExpressions;
using AsyncWorkbook.Engine.Documents;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Parsing;
using AsyncWorkbook.Mutants.Mutations;

namespace AsyncWorkbook.Mutants.Chapters;

/// <summary>The code of a chapter: which cells its verdicts follow from, and how they may be changed.</summary>
public sealed partial class ChapterCode
{
    private ChapterCode(string path, IReadOnlyList<CodeCell> cells)
    {
        Path = path;
        Cells = cells;
        Needed = [.. BehindVerdicts(cells).OrderBy(cell => cell.Index)];
        Mutants = [.. Needed.Where(cell => cell.Role == CellRole.Code).SelectMany(MutantsOf)];
    }

    /// <summary>The chapter's file.</summary>
    public string Path { get; }

    /// <summary>Its name, such as <c>06-tasks</c>.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>All code cells, in order.</summary>
    public IReadOnlyList<CodeCell> Cells { get; }

    /// <summary>The verdicts, and all cells that they follow from by the names that they use, in order.</summary>
    public IReadOnlyList<CodeCell> Needed { get; }

    /// <summary>Every change of every cell that belongs to a judged solution.</summary>
    public IReadOnlyList<Mutant> Mutants { get; }

    /// <summary>A cell and those below it that can tell that it was changed, as far as their names show, in order.</summary>
    public IReadOnlyList<CodeCell> Following(CodeCell changed)
    {
        List<CodeCell> touched = [];
        foreach (var cell in Needed.SkipWhile(cell => cell != changed))
        {
            if (cell == changed || touched.Exists(cell.Follows))
            {
                touched.Add(cell);
            }
        }

        return touched;
    }

    /// <summary>What some cells need to have run before, in order, they themselves included.</summary>
    public IReadOnlyList<CodeCell> Before(IReadOnlyList<CodeCell> cells) =>
        [.. Behind(cells, [.. Needed.TakeWhile(cell => cell.Index <= cells[^1].Index)]).OrderBy(cell => cell.Index)];

    /// <summary>Reads a chapter.</summary>
    /// <exception cref="NotebookFormatException">It is no notebook.</exception>
    public static async Task<ChapterCode> ReadAsync(string path)
    {
        var notebook = Notebook.Load(path);
        List<(NotebookCell Cell, string Kernel, string Language, string Code, CellRole Role)> cells = [];
        foreach (var cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Code && !cell.HasTag("skip-execution")))
        {
            var kernel = CellKernel.Of(notebook, cell, KernelCatalog.Standard);
            var language = SubmissionParser.Parse(cell.Source, kernel, KernelCatalog.Standard).OfType<CodeStep>().LastOrDefault()?.Kernel ?? kernel;
            var code = Directives().Replace(cell.Source, line => new string(' ', line.Length));
            cells.Add((cell, kernel, language, code, RoleOf(cell)));
        }

        var python = new Queue<CellReading>(await PythonMutations.ReadAsync([.. cells.Where(cell => cell.Language == "python").Select(cell => cell.Code)]));
        return new ChapterCode(path, [.. cells.Select((each, index) => new CodeCell(
            index, each.Cell.Id!, each.Kernel, each.Language, each.Cell.Source, each.Role,
            each.Language switch
            {
                "python" => python.Dequeue(),
                "javascript" => JavaScriptMutations.Read(each.Code),
                _ => CSharpMutations.Read(each.Code),
            },
            UsesOf(each.Cell.Source, each.Language),
            each.Cell.HasTag("raises-exception")))]);
    }

    private static CellRole RoleOf(NotebookCell cell) =>
        cell.HasTag("parameters") || SetUp().IsMatch(cell.Id!) ? CellRole.SetUp
        : Judges().IsMatch(cell.Source) ? CellRole.Verdict
        : cell.HasTag("quiz") || Draws().IsMatch(cell.Source) ? CellRole.Aside
        : CellRole.Code;

    private static HashSet<string> UsesOf(string source, string language) =>
    [
        .. Words().Matches(source).Select(word => $"{language}:{word.Value}"),
        .. Shared().Matches(source).Select(shared => $"{shared.Groups["kernel"].Value}:{shared.Groups["name"].Value}"),
    ];

    private static HashSet<CodeCell> BehindVerdicts(IReadOnlyList<CodeCell> cells)
    {
        var last = cells.LastOrDefault(cell => cell.Role == CellRole.Verdict)?.Index ?? -1;
        return Behind([.. cells.Where(cell => cell.Role == CellRole.Verdict)], [.. cells.Take(last + 1)]);
    }

    /// <summary>Cells, and all that they follow from: set-up, and whatever writes a name that one of them uses.</summary>
    private static HashSet<CodeCell> Behind(IReadOnlyCollection<CodeCell> start, IReadOnlyList<CodeCell> cells)
    {
        HashSet<CodeCell> needed = [.. cells.Where(cell => cell.Role == CellRole.SetUp), .. start];
        HashSet<string> names = [.. start.SelectMany(cell => cell.Uses)];
        for (var more = true; more;)
        {
            var found = cells.Where(cell => !needed.Contains(cell) && cell.Writes.Any(names.Contains)).ToList();
            needed.UnionWith(found);
            names.UnionWith(found.SelectMany(cell => cell.Uses));
            more = found.Count > 0;
        }

        return needed;
    }

    private static IEnumerable<Mutant> MutantsOf(CodeCell cell) => cell.Reading.Mutations
        .Select(mutation => new Mutant(cell, mutation, 1))
        .GroupBy(mutant => mutant.ToString())
        .SelectMany(same => same.Select((mutant, index) => mutant with { Nth = index + 1 }))
        .OrderBy(mutant => mutant.Mutation.Start);

    [GeneratedRegex("^(connect|set-up|settings|parameters)(-|$)")]
    private static partial Regex SetUp();

    [GeneratedRegex(@"\.Judge\(")]
    private static partial Regex Judges();

    [GeneratedRegex(@"\b(Timeline\.Of|Player\.Of|Chart\.Plot)\(")]
    private static partial Regex Draws();

    [GeneratedRegex(@"^#[!ri].*$", RegexOptions.Multiline)]
    private static partial Regex Directives();

    [GeneratedRegex(@"[\p{L}_$][\p{L}\p{N}_$]*")]
    private static partial Regex Words();

    [GeneratedRegex(@"@(?<kernel>\w+):(?<name>\w+)")]
    private static partial Regex Shared();
}
