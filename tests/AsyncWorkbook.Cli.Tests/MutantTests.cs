using AsyncWorkbook.Mutants.Chapters;

namespace AsyncWorkbook.Cli.Tests;

/// <summary>How solutions are changed, in each language.</summary>
[StartsProcesses]
public sealed class MutantTests : IDisposable
{
    private readonly Workbook workbook = new();

    public void Dispose() => workbook.Dispose();

    [Theory]
    [InlineData("async Task F()\n{\n    await G();\n}", "drop await", "async Task F()\n{\n    G();\n}")]
    [InlineData("void F()\n{\n    G(1);\n}", "drop statement", "void F()\n{\n    ;\n}")]
    [InlineData("void F()\n{\n    try { G(); } finally { H(); }\n}", "drop finally", "void F()\n{\n    { G(); }\n}")]
    [InlineData("void F()\n{\n    try { G(); } finally { H(); }\n}", "not in finally", "void F()\n{\n    { { G(); } { H(); } }\n}")]
    [InlineData("void F()\n{\n    lock (gate) { G(); }\n}", "drop lock", "void F()\n{\n    { G(); }\n}")]
    [InlineData("var all = Task.WhenAll(jobs);", "swap", "var all = Task.WhenAny(jobs);")]
    [InlineData("var few = new SemaphoreSlim(n);", "widen", "var few = new SemaphoreSlim(n + 1);")]
    [InlineData("var less = a < b;", "move bound", "var less = a <= b;")]
    [InlineData("var yes = true;", "negate", "var yes = false;")]
    [InlineData("void F()\n{\n    a.Release();\n    b.Release();\n}", "swap order", "void F()\n{\n    b.Release(); a.Release();\n}")]
    [InlineData("#!javascript\nf = async () => { await g(); };", "drop await", "#!javascript\nf = async () => { g(); };")]
    [InlineData("#!javascript\nf = () => { try { g(); } catch { } finally { h(); } };", "drop finally", "#!javascript\nf = () => { try { g(); } catch { } };")]
    [InlineData("#!javascript\nall = Promise.all(jobs);", "swap", "#!javascript\nall = Promise.allSettled(jobs);")]
    [InlineData("#!javascript\nless = a >= b;", "move bound", "#!javascript\nless = a > b;")]
    [InlineData("#!python\nasync def f():\n    await g()", "drop await", "#!python\nasync def f():\n    g()")]
    [InlineData("#!python\nasync def f():\n    await q.put(1)", "do not wait", "#!python\nasync def f():\n    q.put_nowait(1)")]
    [InlineData("#!python\ndef f():\n    try:\n        g()\n    finally:\n        h()", "drop finally", "#!python\ndef f():\n    if True:\n        g()")]
    [InlineData("#!python\ndef f():\n    try:\n        g()\n    finally:\n        h()", "not in finally", "#!python\ndef f():\n    if True:\n        g()\n    if True:\n        h()")]
    [InlineData("#!python\ndef f():\n    with lock:\n        g()", "drop with", "#!python\ndef f():\n    if True:\n        g()")]
    [InlineData("#!python\nwhen = asyncio.FIRST_COMPLETED", "swap", "#!python\nwhen = asyncio.FIRST_EXCEPTION")]
    [InlineData("#!python\nnames = [\"ä\", True]", "negate", "#!python\nnames = [\"ä\", False]")]
    public async Task A_kind_of_change_changes_this(string source, string kind, string changed)
    {
        var mutants = await MutantsOfAsync(source);

        Assert.Contains(changed, mutants.Where(mutant => mutant.Mutation.Kind == kind).Select(mutant => mutant.Source));
    }

    [Theory]
    [InlineData("var unused = 1;\nunused")]
    [InlineData("#!javascript\nconst unused = 1;\nreturn unused;")]
    [InlineData("#!python\ndef f():\n    \"\"\"Says so.\"\"\"\nf()")]
    public async Task Declarations_and_what_a_cell_shows_are_left(string source) => Assert.Empty(await MutantsOfAsync(source));

    [Fact]
    public async Task Changes_that_do_not_touch_each_other_are_made_together()
    {
        var mutants = await MutantsOfAsync("void F()\n{\n    try { G(); } finally { H(); }\n    K();\n}");
        string[] kinds = ["drop finally", "drop statement", "not in finally"];

        var groups = Mutant.Apart(mutants.Where(mutant => kinds.Contains(mutant.Mutation.Kind)));

        Assert.All(groups, group => Assert.All(group.Zip(group.Skip(1)), pair => Assert.True(pair.First.Mutation.End < pair.Second.Mutation.Start)));
        var both = groups.Single(group => group.Any(mutant => mutant.Mutation.Kind == "drop finally"));
        Assert.Equal("void F()\n{\n    { G(); }\n    ;\n}", Mutant.Together(both).Source);
        Assert.Equal(mutants.Count(mutant => kinds.Contains(mutant.Mutation.Kind)), groups.Sum(group => group.Count));
    }

    [Fact]
    public async Task Only_what_a_verdict_follows_from_is_changed()
    {
        var chapter = await ReadAsync(
            ("settings-csharp", "var settings = true;"),
            ("solution", "var run = true;"),
            ("solution-python", "#!python\nruns[\"a\"] = True"),
            ("story", "var other = true;"),
            ("verdict", "#!set --name pythonRuns --value @python:runs\nspec.Judge(\"a\", Runs.Of(run, pythonRuns))"),
            ("behind", "run = true;"));

        Assert.Equal(["solution", "solution-python"], chapter.Mutants.Select(mutant => mutant.Cell.Id).Distinct());
        Assert.Equal(["solution-python", "verdict"], chapter.Following(chapter.Cells[2]).Select(cell => cell.Id));
    }

    [Fact]
    public async Task A_mutant_keeps_its_name_when_another_line_changes()
    {
        var before = await MutantsOfAsync("void F()\n{\n    G();\n    await H();\n    await H();\n}");
        var after = await MutantsOfAsync("void F()\n{\n    Other();\n    await H();\n    await  H();\n}");

        Assert.Equal(
            ["solution: drop await: await H()", "solution: drop await (2): await H()"],
            before.Where(mutant => mutant.Mutation.Kind == "drop await").Select(mutant => $"{mutant}"));
        Assert.Subset(after.Select(mutant => $"{mutant}").ToHashSet(), before.Where(mutant => mutant.Mutation.Kind == "drop await").Select(mutant => $"{mutant}").ToHashSet());
    }

    private async Task<IReadOnlyList<Mutant>> MutantsOfAsync(string source)
    {
        var language = source.StartsWith("#!", StringComparison.Ordinal) ? source[2..source.IndexOf('\n', StringComparison.Ordinal)] : "csharp";
        var uses = language == "csharp" ? "F, all, few, less, yes, gate, unused" : string.Join('\n', "f all less when names unused".Split(' ')
            .Select(name => $"#!set --name {name} --value @{language}:{name}"));
        var verdict = language == "csharp" ? $"spec.Judge({uses})" : $"{uses}\nspec.Judge()";
        return (await ReadAsync(("solution", source), ("verdict", verdict))).Mutants;
    }

    private Task<ChapterCode> ReadAsync(params (string Id, string Source)[] cells)
    {
        workbook.Notebook("chapter.ipynb", [.. cells.Select(cell => cell.Source)]);
        var text = workbook.Read("chapter.ipynb");
        foreach (var (index, (id, _)) in cells.Index())
        {
            text = text.Replace($"\"cell-{index}\"", $"\"{id}\"", StringComparison.Ordinal);
        }

        workbook.Write("chapter.ipynb", text);
        return ChapterCode.ReadAsync(Path.Combine(workbook.Folder, "chapter.ipynb"));
    }
}
