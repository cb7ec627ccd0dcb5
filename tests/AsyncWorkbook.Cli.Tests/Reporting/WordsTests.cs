using System.Text.Json.Nodes;
using AsyncWorkbook.Cli.Files;
using AsyncWorkbook.Cli.Reporting;
using AsyncWorkbook.Cli.Tests.Files;
using AsyncWorkbook.Engine.Execution;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Cli.Tests.Reporting;

/// <summary>What reports say.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.0004, "0 ms")]
    [InlineData(0.999, "999 ms")]
    [InlineData(1, "1.0 s")]
    [InlineData(61.25, "61.3 s")]
    public void A_duration_has_its_unit(double seconds, string expected) => Assert.Equal(expected, Words.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0 cells")]
    [InlineData(1, "1 cell")]
    [InlineData(2, "2 cells")]
    public void A_count_has_its_noun(int count, string expected) => Assert.Equal(expected, Words.Count(count, "cell"));

    [Fact]
    public void Every_status_has_a_word_of_its_own()
    {
        var words = Enum.GetValues<CellStatus>().Select(Words.Of).ToList();
        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.All(words, word => Assert.Equal(word.ToLowerInvariant(), word));
    }

    [Fact]
    public void A_result_counts_what_ran_and_names_the_first_that_failed()
    {
        Assert.Equal("ok, 2 cells in 40 ms", Words.Of(Result(errorsAllowed: false, CellStatus.Ok, CellStatus.Skipped, CellStatus.ExpectedError)));
        Assert.Equal("failed, 2 cells in 30 ms; cell 1: timeout", Words.Of(Result(errorsAllowed: false, CellStatus.Ok, CellStatus.Timeout, CellStatus.Skipped)));
        Assert.Equal("ok, 1 cell in 10 ms; cell 0: error", Words.Of(Result(errorsAllowed: true, CellStatus.Error)));
    }

    [Fact]
    public void A_check_that_has_failed_is_counted_and_told_in_one_line()
    {
        Assert.Equal("failed, 1 cell in 10 ms; 2 checks failed", Words.Of(Result(errorsAllowed: false, CellStatus.Ok), failedChecks: 2));
        Assert.Equal("check failed: Rounds: x is 1, not 2", Words.Of(new Check("Rounds", Passed: false, "x is 1, not 2\nmore")));
        Assert.Equal("check failed: Rounds", Words.Of(new Check("Rounds", Passed: false, "")));
    }

    [Fact]
    public void An_error_is_one_line_however_long_it_is()
    {
        var notebook = ScratchFolder.Of("1", "2");
        notebook.Cells[0].SetOutputs([new JsonObject
        {
            ["output_type"] = "error",
            ["ename"] = "ValueError",
            ["evalue"] = "first  \nsecond",
            ["traceback"] = new JsonArray(),
        }], executionCount: 1);
        var file = new NotebookFile("a.ipynb", notebook);
        Assert.Equal("ValueError: first", Words.Error(file, 0));
        Assert.Null(Words.Error(file, 1));
    }

    private static NotebookResult Result(bool errorsAllowed, params CellStatus[] cells) => new(
        [.. cells.Select((status, index) => new CellResult(index, "csharp", status, TimeSpan.FromMilliseconds(status == CellStatus.Skipped ? 0 : 10 * (index + 1))))],
        null,
        errorsAllowed);
}
