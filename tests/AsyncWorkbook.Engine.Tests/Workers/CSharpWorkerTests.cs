using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>C# cells: state, results and printed text.</summary>
[StartsProcesses]
public sealed class CSharpWorkerTests(CSharpCells.Notebook notebook) : CSharpCells(notebook)
{
    [Fact]
    public async Task Later_cells_see_variables_functions_types_and_usings()
    {
        await OkAsync("using System.Globalization; int n = 1; int Twice(int x) => 2 * x; record Pair(int A, int B);");
        await OkAsync("n += 20; CultureInfo culture = CultureInfo.InvariantCulture;");

        Assert.Equal("42", await ResultAsync("new Pair(Twice(n), n).A"));
    }

    [Fact]
    public async Task A_name_may_be_declared_anew_with_another_type()
    {
        await OkAsync("var x = 1; int Old() => x;");
        await OkAsync("var x = \"one\";");

        Assert.Equal("one 1", await ResultAsync("x + \" \" + Old()"));
    }

    [Theory]
    [InlineData("int.TryParse(\"7\", out var n)", "n", "7")]
    [InlineData("var (a, b) = (3, 4);", "a + b", "7")]
    [InlineData("_ = \"seven\" is { Length: var size };", "size", "5")]
    [InlineData("using System.Globalization;", "CultureInfo.InvariantCulture.LCID", "127")]
    [InlineData("using Wide = System.Int64; 1 + 1", "(Wide)1", "1")]
    [InlineData("using Skip = System.Runtime.CompilerServices.SkipLocalsInitAttribute;", "[Skip] static int Two() => 2; Two()", "2")]
    [InlineData("class Late { public int Value => 7; }", "new Late().Value", "7")]
    [InlineData("#r \"System.Xml.Linq\"\n1 + 1", "new System.Xml.Linq.XElement(\"x\").Name.LocalName", "x")]
    [InlineData("var seen = new List<object>();", "seen.Add(new { A = 1 });", "seen.Contains(new { A = 1 })", "True")]
    [InlineData("var on = new TaskCompletionSource(); var off = new TaskCompletionSource<int>();", "_ = Task.Run(async () => { await on.Task; off.SetResult(9); });", "on.SetResult(); await off.Task", "9")]
    [InlineData("int kept = 1;", "kept++; throw new Exception(\"x\");", "kept", "2")]
    public async Task What_a_cell_declares_stays_whatever_cells_come_between(params string[] cells)
    {
        await using var live = new LiveKernel("csharp");
        foreach (var cell in cells[..^2])
        {
            await live.RunAsync(cell);
            await live.RunAsync("1 + 1"); // declares nothing
            await live.RunAsync("throw new Exception(\"nothing\");");
        }

        Assert.Equal(cells[^1], (await live.RunAsync(cells[^2])).Shown.ResultText);
    }

    [Theory]
    [InlineData("static unsafe int First(int[] all) { fixed (int* first = all) return *first; } First([7])", "7")]
    [InlineData("int value = 7; unsafe { fixed (int* p = &value) *p = 8; } value", "8")]
    [InlineData("[System.Runtime.CompilerServices.SkipLocalsInit] static int Two() { Span<int> two = stackalloc int[2]; return two.Length; } Two()", "2")]
    public async Task Code_may_be_unsafe(string code, string result) => Assert.Equal(result, await ResultAsync(code));

    [Theory]
    [InlineData("6 * 7", "42")]
    [InlineData("await Task.FromResult(\"text\")", "text")]
    [InlineData("(string)null", "<null>")]
    [InlineData("null", "<null>")]
    [InlineData("return 3;", "3")]
    [InlineData("new { A = 1 }.A", "1")]
    [InlineData("#nullable enable\nstring? s = \"s\"; s", "s")]
    [InlineData("int Fact(int n) => n <= 1 ? 1 : n * Fact(n - 1); Fact(5)", "120")]
    [InlineData("int[] a = [1, 2]; ref int At(int i) => ref a[i]; At(1) = 9; a[1]", "9")]
    [InlineData("var sum = 0; for (var i = 0; i < 3; i++) for (var j = 0; j < 2; j++) sum++; do sum++; while (sum < 9); sum", "9")]
    [InlineData("static int Half(this int n) => n / 2; 8.Half()", "4")]
    public async Task A_trailing_expression_is_the_result(string code, string text) =>
        Assert.Equal(text, await ResultAsync(code));

    [Theory]
    [InlineData("")]
    [InlineData("// nothing but words")]
    [InlineData("int x = 1;")]
    [InlineData("Task.Yield();")]
    [InlineData("await Task.CompletedTask")]
    [InlineData("GC.KeepAlive(null)")]
    public async Task Without_a_value_there_is_no_result(string code) =>
        Assert.Empty((await OkAsync(code)).Outputs.OfType<ResultOutput>());

    [Theory]
    [InlineData("System.Threading.Channels.Channel.CreateUnbounded<int>().Writer.TryWrite(1)")]
    [InlineData("new System.Net.Http.HttpClient().BaseAddress is null")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(1) == \"1\"")]
    [InlineData("new System.Collections.Concurrent.ConcurrentQueue<int>().IsEmpty")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(\"a\", \"a\")")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Id > 0")]
    [InlineData("System.Xml.Linq.XElement.Parse(\"<a/>\").Name == \"a\"")]
    [InlineData("System.IO.Compression.CompressionLevel.Fastest != default")]
    public async Task All_of_the_runtime_library_is_there(string code) =>
        Assert.Equal("True", await ResultAsync(code));

    [Fact]
    public async Task Only_the_documented_namespaces_are_imported() =>
        Assert.Contains("CS0103", (await ErrorAsync("Thread.Sleep(0);")).Value, StringComparison.Ordinal);

    [Fact]
    public async Task Text_streams_while_a_cell_awaits()
    {
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var cell = Live.StartCell("Console.Write(\"early\"); await new TaskCompletionSource().Task;", sink, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout == "early");

        Assert.False(cell.IsCompleted);
        await interrupt.CancelAsync();
        Assert.Equal(ExecutionStatus.Interrupted, await cell);
    }

    [Fact]
    public async Task Text_goes_to_its_stream_whole()
    {
        var shown = await OkAsync("""
            Console.Write("a"); Console.Error.WriteLine("b"); Console.WriteLine(1.5);
            foreach (var half in "😀") Console.Write(half);
            """);

        Assert.Equal("a1.5\n😀", shown.Stdout);
        Assert.Equal("b\n", shown.Stderr);
    }

    [Fact]
    public async Task Threads_print_without_losing_a_line()
    {
        var shown = await OkAsync("Parallel.For(0, 2000, i => Console.WriteLine($\"line {i}\"));");

        var lines = shown.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(0, 2000).Select(i => $"line {i}").Order(), lines.Order());
    }

    [Fact]
    public async Task Late_text_belongs_to_the_cell_that_started_the_work()
    {
        var first = new RecordingSink();
        await Live.StartCell(
            "var go = new TaskCompletionSource(); _ = Task.Run(async () => { await go.Task; Console.Write(\"late\"); });", first);
        var (_, second) = await Live.RunAsync("Console.Write(\"mine\"); go.SetResult(); await Task.Yield();");
        await first.UntilAsync(shown => shown.Stdout == "late");

        Assert.Equal("mine", second.Stdout);
    }

    [Fact]
    public async Task A_child_process_prints_to_the_cell()
    {
        var shown = await OkAsync("await System.Diagnostics.Process.Start(\"dotnet\", \"--version\").WaitForExitAsync();");

        Assert.Matches(@"^\d+\.\d+", shown.Stdout);
    }

    [Fact]
    public async Task A_forgotten_await_is_pointed_out_but_a_task_that_is_the_result_is_not()
    {
        var forgotten = await OkAsync("int a = 1;\n  Task.Delay(0);");
        var result = await OkAsync("Task.FromResult(3)");

        Assert.StartsWith("(2,3): warning CS4014", forgotten.Stderr, StringComparison.Ordinal);
        Assert.Empty(result.Stderr);
    }

    [Fact]
    public async Task An_exception_that_nobody_awaited_is_shown()
    {
        var sink = new RecordingSink();
        await Live.StartCell("void Lose() => Task.Run(() => throw new FormatException(\"lost\")).ContinueWith(_ => { }).Wait(); Lose();", sink);
        await Live.StartCell("for (var i = 0; i < 3; i++) { GC.Collect(); GC.WaitForPendingFinalizers(); }", sink);
        await sink.UntilAsync(shown => shown.Stderr.Contains("FormatException: lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Exit_ends_the_process_and_the_next_cell_runs_in_a_new_one()
    {
        var (status, shown) = await Live.RunAsync("Console.Write(\"last words\"); Environment.Exit(3);");

        Assert.Equal(ExecutionStatus.Error, status);
        Assert.Equal("last words", shown.Stdout);
        Assert.Equal("2", await ResultAsync("1 + 1"));
    }

    [Theory]
    [InlineData("record")]
    [InlineData("extension")]
    [InlineData("union")]
    [InlineData("field")]
    [InlineData("allows")]
    [InlineData("scoped")]
    [InlineData("required")]
    [InlineData("file")]
    [InlineData("partial")]
    [InlineData("async")]
    [InlineData("with")]
    [InlineData("yield")]
    public async Task A_word_that_newer_C_sharp_has_taken_is_still_a_name(string word)
    {
        await OkAsync($"var {word} = new List<int>();");
        await OkAsync($"{word}.Add(1); {word} = new List<int>({word}) {{ 2 }};\nawait Task.Yield();\n{word}[0]++;\nwhile ({word}.Count < 3)\n    {word}.Add(3);");

        Assert.Equal("[ 2, 2, 3 ]", await ResultAsync(word));
        var completions = await Live.Kernel.CompleteAsync($"1;\n{word}.Cle", word.Length + 7, default);
        Assert.Equal(("Clear", word.Length + 4), (completions.Items[0].Text, completions.Start));
        Assert.NotNull(await Live.Kernel.InspectAsync($"{word}.Clear();", word.Length + 2, default));
        var error = await ErrorAsync($"{word}.Add(4); {word}.Clear();\n{word}.Add(0); int x = \"one\";");
        Assert.StartsWith($"(2,{word.Length + 18}): error CS0029", error.Value, StringComparison.Ordinal);
    }
}
