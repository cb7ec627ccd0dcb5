using System.Text.Encodings.Web;
using System.Text.Json;
using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What JavaScript cells print.</summary>
[StartsProcesses]
public sealed class JavaScriptOutputTests : JavaScriptCells
{
    private static readonly JsonSerializerOptions relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Console_output_goes_to_the_stream_it_belongs_to()
    {
        var (_, shown) = await Live.RunAsync("""
            console.log('a', { b: 1 }, [2]); console.info('i'); console.debug('d');
            console.warn('w'); console.error('e');
            console.group('g'); console.log('inner'); console.groupEnd();
            process.stdout.write('written\n');
            """);

        Assert.Equal("a { b: 1 } [ 2 ]\ni\nd\ng\n  inner\nwritten\n", shown.Stdout);
        Assert.Equal("w\ne\n", shown.Stderr);
    }

    [Fact]
    public async Task A_value_may_say_itself_how_it_is_shown()
    {
        var shown = await ResultAsync("""
            return { all: 1, [Symbol.for('Jupyter.display')]() { return { 'text/html': '<b>short</b>', 'text/plain': 'short' }; } };
            """);

        Assert.Equal("""{"text/plain":"short","text/html":"<b>short</b>"}""", shown.ToJsonString(relaxed));
        Assert.Equal("""{"a":1}""", await JsonAsync("return new Proxy({ a: 1 }, { get(target, key) { if (typeof key === 'symbol') throw key; return target[key]; } });"));
    }

    [Fact]
    public async Task A_form_that_is_none_is_an_error_that_says_what_is_expected()
    {
        var (_, shown) = await Live.RunAsync("return { [Symbol.for('Jupyter.display')]: () => '<b>short</b>' };");

        Assert.Equal(
            """[Symbol.for("Jupyter.display")]() returns an object of forms by mime type, but what it returned is string.""",
            shown.Error?.Value);
    }

    [Fact]
    public async Task Output_arrives_while_a_loop_that_never_yields_is_still_running()
    {
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var run = Live.StartCell("console.log('first'); for (;;);", sink, interrupt.Token);

        await sink.UntilAsync(shown => shown.Stdout == "first\n");

        await interrupt.CancelAsync();
        Assert.Equal(ExecutionStatus.Interrupted, await run);
    }

    [Fact]
    public async Task Raw_output_and_that_of_child_processes_is_the_cells()
    {
        var (_, shown) = await Live.RunAsync("""
            require('fs').writeSync(1, 'raw\n');
            require('child_process').execFileSync(process.execPath, ['-e', 'console.log("child")'], { stdio: 'inherit' });
            """);

        Assert.Equal("raw\nchild\n", shown.Stdout);
    }

    [Fact]
    public async Task Text_that_is_not_well_formed_arrives_with_a_replacement_character()
    {
        var (_, shown) = await Live.RunAsync("""console.log('\ud800 \\ud800 \u2028 😀');""");

        Assert.Equal("\uFFFD \\ud800 \u2028 😀\n", shown.Stdout);
    }

    [Fact]
    public async Task Late_output_belongs_to_the_cell_that_started_the_work()
    {
        var first = new RecordingSink();
        await Live.StartCell("globalThis.go = new Promise((resolve) => { globalThis.start = resolve; });", new RecordingSink());
        await Live.StartCell("go.then(() => setTimeout(async () => { await null; console.log('late'); }));", first);
        var (_, second) = await Live.RunAsync("start();");

        await first.UntilAsync(shown => shown.Stdout == "late\n");
        Assert.Empty(second.Outputs);
    }

    [Fact]
    public async Task Output_comes_before_the_end_of_a_cell_that_ends_the_process()
    {
        var (status, shown) = await Live.RunAsync("console.log('last words'); process.exit(3);");

        Assert.Equal(ExecutionStatus.Error, status);
        Assert.Equal("last words\n", shown.Stdout);
        Assert.Equal("WorkerEnded", shown.Error?.Name);
        Assert.Equal("1", await JsonAsync("return 1;"));
    }

    [Fact]
    public async Task A_warning_is_told_without_the_process_id()
    {
        var sink = new RecordingSink();
        await Live.StartCell("await import('node:path'); process.emitWarning('mind');", sink);

        await sink.UntilAsync(shown => shown.Stderr.Length > 0);
        Assert.Equal("Warning: mind\n", sink.Stderr);
    }

    [Fact]
    public async Task The_console_prints_as_nodes_does()
    {
        var (_, shown) = await Live.RunAsync("""
            console.table([{ a: 1 }, { a: 2 }]);
            console.dir({ a: { b: { c: 1 } } }, { depth: 0 });
            console.count(); console.count('x'); console.count();
            console.assert(true, 'silent'); console.assert(false, 'no %d', 1);
            console.trace('here');
            console.group('outer'); console.group(); console.warn('deep'); console.groupEnd(); console.log('less'); console.groupEnd();
            console.log('%s is %d and %o', 'x', 4.5, [1]);
            """);

        Assert.Equal(
            """
            ┌─────────┬───┐
            │ (index) │ a │
            ├─────────┼───┤
            │ 0       │ 1 │
            │ 1       │ 2 │
            └─────────┴───┘
            { a: [Object] }
            default: 1
            x: 1
            default: 2
            outer
              less
            x is 4.5 and [ 1, [length]: 1 ]

            """,
            shown.Stdout);
        Assert.Equal("Assertion failed: no 1\nTrace: here\n    at cell 1:5:9\n    deep\n", shown.Stderr);
    }
}
