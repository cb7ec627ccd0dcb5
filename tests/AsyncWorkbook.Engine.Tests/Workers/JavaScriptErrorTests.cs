using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What JavaScript cells throw, and where it is said to come from.</summary>
[StartsProcesses]
public sealed class JavaScriptErrorTests : JavaScriptCells
{
    [Fact]
    public async Task An_error_shows_the_lines_of_the_cells_and_its_cause_and_nothing_of_the_worker()
    {
        await OkAsync("function check(n) {\n  throw new RangeError(`no ${n}`, { cause: new Error('deep') });\n}");
        var (status, shown) = await Live.RunAsync("await null;\n\n  check(3);");

        Assert.Equal(ExecutionStatus.Error, status);
        Assert.Equal(("RangeError", "no 3"), (shown.Error!.Name, shown.Error.Value));
        Assert.Equal(
            """
            RangeError: no 3
                at check (cell 1:2:9)
                at cell 2:3:3 {
              [cause]: Error: deep
                  at check (cell 1:2:44)
                  at cell 2:3:3
            }
            """,
            string.Join('\n', shown.Error.Traceback));
    }

    [Fact]
    public async Task The_errors_of_an_aggregate_are_all_shown()
    {
        var (_, shown) = await Live.RunAsync(
            "await Promise.any([Promise.reject(new Error('one')), Promise.reject(new TypeError('two'))]);");

        Assert.Equal("AggregateError", shown.Error!.Name);
        Assert.Contains(shown.Error.Traceback, line => line.Contains("Error: one", StringComparison.Ordinal));
        Assert.Contains(shown.Error.Traceback, line => line.Contains("TypeError: two", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("throw 'text';", "'text'")]
    [InlineData("throw undefined;", "undefined")]
    [InlineData("await Promise.reject({ code: 7 });", "{ code: 7 }")]
    public async Task Anything_can_be_thrown(string code, string value)
    {
        var (status, shown) = await Live.RunAsync(code);

        Assert.Equal(ExecutionStatus.Error, status);
        Assert.Equal(("Uncaught", value), (shown.Error!.Name, shown.Error.Value));
    }

    [Theory]
    [InlineData("let a = 1;\nlet a = 2;", 2, 5, "Identifier 'a' has already been declared")]
    [InlineData("const ok = 1;\n  foo bar", 2, 7, "Unexpected identifier 'bar'")]
    [InlineData("function f() { await 1; }", 1, 16, "await is only valid in async functions and the top level bodies of modules")]
    [InlineData("for (;;) {", 1, 11, "Unexpected end of input")]
    public async Task A_syntax_error_points_at_its_place(string code, int line, int column, string message)
    {
        var (_, shown) = await Live.RunAsync(code);

        Assert.Equal(("SyntaxError", message), (shown.Error!.Name, shown.Error.Value));
        Assert.Equal($"    at cell 1:{line}:{column}", shown.Error.Traceback[1]);
        Assert.Equal(code.Split('\n')[line - 1], shown.Error.Traceback[3]);
        Assert.Equal(column - 1, shown.Error.Traceback[4].IndexOf('^', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_count_from_where_the_code_stands_in_its_cell()
    {
        var sink = new RecordingSink();
        await Live.Kernel.ExecuteAsync(new Code("\nnope", "cell 9", 4), sink, default);

        Assert.Equal("    at cell 9:5:1", sink.Error!.Traceback[1]);
    }

    [Theory]
    [InlineData("Promise.reject(new Error('lost'))", "Unhandled rejection")]
    [InlineData("setTimeout(() => { throw new Error('lost'); })", "Uncaught exception")]
    public async Task An_error_that_nobody_awaits_is_told_to_its_cell_and_ends_nothing(string code, string told)
    {
        await OkAsync("const kept = 1;");
        var sink = new RecordingSink();
        Assert.Equal(ExecutionStatus.Ok, await Live.StartCell(code, sink));

        await sink.UntilAsync(shown => shown.Stderr.EndsWith('\n'));
        Assert.StartsWith(told, sink.Stderr, StringComparison.Ordinal);
        Assert.Contains("Error: lost\n    at", sink.Stderr, StringComparison.Ordinal);
        Assert.Contains("cell 2:1:", sink.Stderr, StringComparison.Ordinal);
        Assert.Equal("1", await JsonAsync("return kept;"));
    }

    [Fact]
    public async Task A_rejection_that_nobody_handles_is_told_before_the_cell_ends()
    {
        var (status, shown) = await Live.RunAsync("Promise.reject(new Error('lost')); return 1;");

        Assert.Equal((ExecutionStatus.Ok, "1"), (status, shown.ResultText));
        Assert.StartsWith("Unhandled rejection", shown.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("document.title", "#!html")]
    [InlineData("kernel.root", "interactive.csharp.getVariable")]
    [InlineData("require.config({})", "npm install")]
    public async Task What_only_a_page_has_is_an_error_that_says_what_to_do(string code, string advice)
    {
        var (_, shown) = await Live.RunAsync(code);

        Assert.Contains(advice, shown.Error!.Traceback[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Array.prototype.last = function () { return this.at(-1); };", "return [1, 2].last();")]
    [InlineData("class Map { }", "return 2;")]
    [InlineData("Object.prototype.two = 2;", "return ({}).two;")]
    [InlineData("Promise.prototype.then = () => { };", "return 2;")]
    [InlineData("const { log } = console; JSON.stringify = JSON.stringify.bind(JSON);", "return 2;")]
    public async Task A_cell_may_change_what_the_language_is_made_of_as_long_as_other_cells_can_run(string change, string next)
    {
        await OkAsync("kept = 1;");
        await OkAsync(change);

        Assert.Equal("2", (await Live.RunAsync(next)).Shown.ResultText);
        Assert.Equal("1", (await Live.RunAsync("return kept;")).Shown.ResultText);
    }
}
