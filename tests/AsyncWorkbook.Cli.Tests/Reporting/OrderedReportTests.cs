using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Cli.Reporting;
using AsyncWorkbook.Cli.Tests.Files;
using AsyncWorkbook.Engine.Execution;

namespace AsyncWorkbook.Cli.Tests.Reporting;

/// <summary>Notebooks that run side by side are reported as if they had run one by one.</summary>
public sealed class OrderedReportTests : IAsyncDisposable
{
    private static readonly NotebookFile a = new("a.ipynb", ScratchFolder.Of("1"));
    private static readonly NotebookFile b = new("b.ipynb", ScratchFolder.Of("2"));
    private static readonly NotebookFile c = new("c.ipynb", ScratchFolder.Of("3"));
    private static readonly CellResult cell = new(0, "csharp", CellStatus.Ok, TimeSpan.Zero);
    private static readonly NotebookResult result = new([cell], null, ErrorsAllowed: false);

    private readonly Told told = new();
    private readonly OrderedReport report;

    public OrderedReportTests() => report = new OrderedReport([a, b, c], told);

    public ValueTask DisposeAsync() => report.DisposeAsync();

    [Fact]
    public void The_first_is_reported_as_it_runs()
    {
        report.Begin(a);
        report.BeginCell(a, 0);
        Assert.Equal(["begin a", "cell 0 of a"], told.Lines);
    }

    [Fact]
    public void What_the_others_tell_waits_until_those_before_them_have_ended()
    {
        Run(c);
        report.Begin(b);
        report.Begin(a);
        Assert.Equal(["begin a"], told.Lines);
        report.End(a, result);
        Assert.Equal(["begin a", "end a", "begin b"], told.Lines);
        report.End(b, result);
        Assert.Equal(["begin a", "end a", "begin b", "end b", .. OneByOne("c")], told.Lines);
    }

    [Fact]
    public void One_that_need_not_run_has_its_turn_too()
    {
        report.Recall(b);
        Run(c);
        Run(a);
        Assert.Equal([.. OneByOne("a"), "recall b", .. OneByOne("c")], told.Lines);
    }

    [Fact]
    public void What_waits_for_one_that_was_stopped_is_told_at_the_end()
    {
        report.Begin(a);
        Run(c);
        report.Complete();
        Assert.Equal(["begin a", .. OneByOne("c"), "complete"], told.Lines);
    }

    [Fact]
    public async Task However_many_tell_at_once_each_is_told_whole_and_in_order()
    {
        var files = Enumerable.Range(0, 200).Select(i => new NotebookFile($"{i}.ipynb", a.Notebook)).ToList();
        await using var many = new OrderedReport(files, told);
        Parallel.ForEach(files.AsEnumerable().Reverse(), file => Run(file, many));
        many.Complete();
        Assert.Equal([.. Enumerable.Range(0, 200).SelectMany(i => OneByOne($"{i}")), "complete"], told.Lines);
    }

    private void Run(NotebookFile file) => Run(file, report);

    private static void Run(NotebookFile file, OrderedReport report)
    {
        report.Begin(file);
        report.BeginCell(file, 0);
        report.EndCell(file, cell);
        report.End(file, result);
    }

    private static string[] OneByOne(string name) => [$"begin {name}", $"cell 0 of {name}", $"cell 0 of {name} ended", $"end {name}"];

    /// <summary>Keeps what it is told.</summary>
    private sealed class Told : IRunReport
    {
        public List<string> Lines { get; } = [];

        public void Begin(NotebookFile file) => Lines.Add($"begin {Name(file)}");

        public void BeginCell(NotebookFile file, int index) => Lines.Add($"cell {index} of {Name(file)}");

        public void EndCell(NotebookFile file, CellResult result) => Lines.Add($"cell {result.Index} of {Name(file)} ended");

        public void End(NotebookFile file, NotebookResult result) => Lines.Add($"end {Name(file)}");

        public void Recall(NotebookFile file) => Lines.Add($"recall {Name(file)}");

        public void Complete() => Lines.Add("complete");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static string Name(NotebookFile file) => Path.GetFileNameWithoutExtension(file.Path);
    }
}
