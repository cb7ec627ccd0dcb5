using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>C# cells that fail.</summary>
[StartsProcesses]
public sealed class CSharpErrorTests(CSharpCells.Notebook notebook) : CSharpCells(notebook)
{
    [Theory]
    [InlineData("int a = 1;\n  b + 1", "(2,3): error CS0103")]
    [InlineData("int a = ;", "(1,9): error CS1525")]
    [InlineData("while (true) break; int c = \"c\";", "(1,29): error CS0029")] // behind code that the worker puts in
    [InlineData("int F(int n) => n == 0 ? 0 : F(n - 1); int c = \"c\";", "(1,48): error CS0029")]
    public async Task A_compile_error_has_the_line_and_column_of_the_cell(string code, string message)
    {
        var error = await ErrorAsync(code);

        Assert.Equal("CompileError", error.Name);
        Assert.StartsWith(message, error.Value, StringComparison.Ordinal);
        Assert.Equal(error.Value, error.Traceback[0]);
    }

    [Fact]
    public async Task A_compile_error_leaves_variables_as_they_are()
    {
        await OkAsync("int x = 1;");
        await ErrorAsync("x = 2; string x = nonsense;");

        Assert.Equal("1", await ResultAsync("x"));
    }

    [Fact]
    public async Task A_runtime_error_has_its_type_its_message_and_the_lines_of_the_cells_and_nothing_else()
    {
        var sink = new RecordingSink();
        var function = new Code("async Task FailAsync(string s)\n{\n    await Task.Yield();\n    int.Parse(s);\n}", "cell 1", 1);
        await Live.Kernel.ExecuteAsync(function, sink, CancellationToken.None);
        await Live.Kernel.ExecuteAsync(new Code("\nawait FailAsync(\"x\");", "cell 2", 1), sink, CancellationToken.None);

        var error = sink.Error!;
        Assert.Equal("FormatException", error.Name);
        Assert.Equal(
            [
                "System.FormatException: The input string 'x' was not in a correct format.",
                "   at FailAsync in cell 1: line 4",
                "   at cell 2: line 2",
            ],
            error.Traceback);
    }

    [Fact]
    public async Task Lines_count_from_where_the_section_stands_in_its_cell()
    {
        var (compile, run) = (new RecordingSink(), new RecordingSink());
        await Live.Kernel.ExecuteAsync(new Code("\nnope", "cell 9", 7), compile, CancellationToken.None);
        await Live.Kernel.ExecuteAsync(new Code("\nthrow new Exception();", "cell 9", 7), run, CancellationToken.None);

        Assert.StartsWith("(8,1):", compile.Error!.Value, StringComparison.Ordinal);
        Assert.Equal("   at cell 9: line 8", run.Error!.Traceback[1]);
    }

    [Fact]
    public async Task Inner_exceptions_are_shown()
    {
        var error = await ErrorAsync(
            "throw new AggregateException(new Exception(\"a\"), new ArgumentException(\"b\", new FormatException(\"c\")));");

        Assert.Equal("AggregateException", error.Name);
        Assert.Equal(
            [" ---> System.Exception: a", " ---> System.ArgumentException: b", "       ---> System.FormatException: c"],
            error.Traceback.Skip(2));
    }

    [Fact]
    public async Task An_exception_class_of_a_cell_has_its_own_name() =>
        Assert.Equal("OddException", (await ErrorAsync("class OddException : Exception { } throw new OddException();")).Name);

    [Fact]
    public async Task What_was_assigned_before_a_runtime_error_stays_and_what_was_not_keeps_its_earlier_value()
    {
        await OkAsync("int x = 1, y = 1;");
        await ErrorAsync("int x = 2; int y = int.Parse(\"no\");");

        Assert.Equal("2 1", await ResultAsync("$\"{x} {y}\""));
    }

    [Fact]
    public async Task A_crash_is_reported_and_what_was_printed_before_is_kept()
    {
        var (status, shown) = await Live.RunAsync(
            "Console.WriteLine(\"before\");\nclass Mirror { public int Value => Value + 1; }\nnew Mirror().Value");

        Assert.Equal(ExecutionStatus.Error, status);
        Assert.Contains("before", shown.Stdout, StringComparison.Ordinal);
        Assert.NotEmpty(shown.Stderr);
        Assert.NotNull(shown.Error);
        Assert.Equal("2", await ResultAsync("1 + 1"));
    }

    [Fact]
    public async Task The_exception_of_an_async_void_method_is_shown_and_ends_nothing()
    {
        await OkAsync("int kept = 7; async void Throw() { await Task.Yield(); throw new Exception(\"the end\"); }");
        var sink = new RecordingSink();
        Assert.Equal(ExecutionStatus.Ok, await Live.StartCell("Throw();", sink));

        await sink.UntilAsync(shown => shown.Stderr.Contains("System.Exception: the end", StringComparison.Ordinal));
        Assert.Equal("7", await ResultAsync("kept"));
    }

    [Fact]
    public async Task A_process_that_fails_fast_says_why()
    {
        var (status, shown) = await Live.RunAsync("Environment.FailFast(\"the end\");");

        Assert.Equal(ExecutionStatus.Error, status);
        Assert.Contains("the end", shown.Stderr, StringComparison.Ordinal);
        Assert.Equal("2", await ResultAsync("1 + 1"));
    }

    [Fact]
    public async Task A_trace_of_a_thousand_frames_is_its_beginning_and_its_end()
    {
        var error = await ErrorAsync("void Even(int n) { Odd(n); } void Odd(int n) { if (n == 0) throw new FormatException(); Even(n - 1); } Even(1000);");

        Assert.InRange(error.Traceback.Count, 20, 40);
        Assert.Contains(error.Traceback, line => line.EndsWith(" more)", StringComparison.Ordinal));
        Assert.EndsWith("line 1", error.Traceback[^1], StringComparison.Ordinal);
    }
}
