using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>JavaScript cells, run by the real worker in a real Node.</summary>
public sealed class JavaScriptWorkerTests : IAsyncLifetime
{
    private static readonly TimeSpan patientGrace = TimeSpan.FromSeconds(60); // the worker itself must stop the code

    private readonly LiveKernel live = new("javascript", patientGrace);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => live.DisposeAsync();

    [Fact]
    public async Task A_returned_value_is_shown_as_json_and_text()
    {
        var data = await ResultAsync("return { answer: 42, list: ['a', null] };");

        Assert.Equal("""{"answer":42,"list":["a",null]}""", data["application/json"]!.ToJsonString());
        Assert.Equal("{ answer: 42, list: [ 'a', null ] }", (string?)data["text/plain"]);
    }

    [Theory]
    [InlineData("NaN", "NaN")]
    [InlineData("10n", "10n")]
    [InlineData("new Map([[1, 2]])", "Map(1) { 1 => 2 }")]
    [InlineData("() => 1", "[Function (anonymous)]")]
    [InlineData("(() => { const a = {}; a.self = a; return a; })()", "<ref *1> { self: [Circular *1] }")]
    public async Task What_json_cannot_hold_is_shown_as_text(string value, string text)
    {
        var data = await ResultAsync($"return {value};");

        Assert.Equal(text, (string?)data["text/plain"]);
        Assert.False(data.ContainsKey("application/json"));
    }

    [Theory]
    [InlineData("40 + 2")]
    [InlineData("return undefined;")]
    [InlineData("// nothing")]
    public async Task Without_a_returned_value_nothing_is_shown(string code)
    {
        var (status, shown) = await live.RunAsync(code);

        Assert.Equal(ExecutionStatus.Ok, status);
        Assert.Empty(shown.Outputs);
    }

    [Fact]
    public async Task Declarations_and_assignments_are_seen_by_later_cells()
    {
        await OkAsync("""
            const c = 1; let { l, ...rest } = { l: 2, r: 3 }; var [v = 4] = [];
            function f() { return c + 4; }
            class K { static k = 6; }
            if (c) { var inner = 7; }
            assigned = 8;
            """);

        Assert.Equal("[1,2,3,4,5,6,7,8]", await JsonAsync("return [c, l, rest.r, v, f(), K.k, inner, assigned];"));
    }

    [Fact]
    public async Task A_later_cell_sees_a_variable_as_it_is_now_and_may_declare_it_anew()
    {
        await OkAsync("let n = 0; const step = () => ++n;");
        await OkAsync("step(); step();");
        Assert.Equal("2", await JsonAsync("return n;"));

        await OkAsync("const n = 'mine';");
        Assert.Equal("\"mine\"", await JsonAsync("return n;"));
    }

    [Fact]
    public async Task A_later_cell_may_assign_to_a_constant_as_where_constants_are_local()
    {
        await OkAsync("const trace = [1];");
        await OkAsync("trace = [2];");

        Assert.Equal("[2]", await JsonAsync("return trace;"));
    }

    [Fact]
    public async Task A_failed_cell_leaves_earlier_variables_alone()
    {
        await OkAsync("const kept = 1;");
        Assert.Equal(ExecutionStatus.Error, (await live.RunAsync("const kept = fail();")).Status);

        Assert.Equal("1", await JsonAsync("return kept;"));
    }

    [Fact]
    public async Task A_cell_may_declare_names_that_the_host_uses_itself()
    {
        await OkAsync("""
            async function process(item) { return item * 2; }
            class Promise {}
            const Buffer = 1, performance = 2, AbortController = 3, setTimeout = 4, console = { log() {} };
            """);
        Assert.Equal(ExecutionStatus.Error, (await live.RunAsync("missing")).Status);

        Assert.Equal("8", await JsonAsync("return await process(4);"));
        Assert.Equal(ExecutionStatus.Interrupted, await InterruptAsync("require('fs').writeSync(1, 'began'); for (;;) await null;"));
    }

    [Fact]
    public async Task The_code_of_a_cell_cannot_break_out_of_it()
    {
        var (_, shown) = await live.RunAsync("}); console.log('out'); (async function () {");

        Assert.Equal("SyntaxError", shown.Error?.Name);
        Assert.Empty(shown.Stdout);
    }

    [Fact]
    public async Task Console_output_goes_to_the_stream_it_belongs_to()
    {
        var (_, shown) = await live.RunAsync("""
            console.log('a', { b: 1 }, [2]); console.info('i'); console.debug('d');
            console.warn('w'); console.error('e');
            console.group('g'); console.log('inner'); console.groupEnd();
            process.stdout.write('written\n');
            """);

        Assert.Equal("a { b: 1 } [ 2 ]\ni\nd\ng\n  inner\nwritten\n", shown.Stdout);
        Assert.Equal("w\ne\n", shown.Stderr);
    }

    [Fact]
    public async Task Output_arrives_while_a_loop_that_never_yields_is_still_running()
    {
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var run = live.StartCell("console.log('first'); for (;;);", sink, interrupt.Token);

        await sink.UntilAsync(shown => shown.Stdout == "first\n");

        await interrupt.CancelAsync();
        Assert.Equal(ExecutionStatus.Interrupted, await run);
    }

    [Fact]
    public async Task Raw_output_and_that_of_child_processes_is_the_cells()
    {
        var (_, shown) = await live.RunAsync("""
            require('fs').writeSync(1, 'raw\n');
            require('child_process').execFileSync(process.execPath, ['-e', 'console.log("child")'], { stdio: 'inherit' });
            """);

        Assert.Equal("raw\nchild\n", shown.Stdout);
    }

    [Fact]
    public async Task Text_that_is_not_well_formed_arrives_with_a_replacement_character()
    {
        var (_, shown) = await live.RunAsync("""console.log('\ud800 \\ud800 \u2028 😀');""");

        Assert.Equal("\uFFFD \\ud800 \u2028 😀\n", shown.Stdout);
    }

    [Fact]
    public async Task An_error_shows_the_lines_of_the_cells_and_its_cause_and_nothing_of_the_worker()
    {
        await OkAsync("function check(n) {\n  throw new RangeError(`no ${n}`, { cause: new Error('deep') });\n}");
        var (status, shown) = await live.RunAsync("await null;\n\n  check(3);");

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
        var (_, shown) = await live.RunAsync(
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
        var (status, shown) = await live.RunAsync(code);

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
        var (_, shown) = await live.RunAsync(code);

        Assert.Equal(("SyntaxError", message), (shown.Error!.Name, shown.Error.Value));
        Assert.Equal($"    at cell 1:{line}:{column}", shown.Error.Traceback[1]);
        Assert.Equal(code.Split('\n')[line - 1], shown.Error.Traceback[3]);
        Assert.Equal(column - 1, shown.Error.Traceback[4].IndexOf('^', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_count_from_where_the_code_stands_in_its_cell()
    {
        var sink = new RecordingSink();
        await live.Kernel.ExecuteAsync(new Code("\nnope", "cell 9", 4), sink, default);

        Assert.Equal("    at cell 9:5:1", sink.Error!.Traceback[1]);
    }

    [Fact]
    public async Task Late_output_belongs_to_the_cell_that_started_the_work()
    {
        var first = new RecordingSink();
        await live.StartCell("globalThis.go = new Promise((resolve) => { globalThis.start = resolve; });", new RecordingSink());
        await live.StartCell("go.then(() => setTimeout(async () => { await null; console.log('late'); }));", first);
        var (_, second) = await live.RunAsync("start();");

        await first.UntilAsync(shown => shown.Stdout == "late\n");
        Assert.Empty(second.Outputs);
    }

    [Theory]
    [InlineData("Promise.reject(new Error('lost'))", "Unhandled rejection")]
    [InlineData("setTimeout(() => { throw new Error('lost'); })", "Uncaught exception")]
    public async Task An_error_that_nobody_awaits_is_told_to_its_cell_and_ends_nothing(string code, string told)
    {
        await OkAsync("const kept = 1;");
        var sink = new RecordingSink();
        Assert.Equal(ExecutionStatus.Ok, await live.StartCell(code, sink));

        await sink.UntilAsync(shown => shown.Stderr.EndsWith('\n'));
        Assert.StartsWith(told, sink.Stderr, StringComparison.Ordinal);
        Assert.Contains("Error: lost\n    at", sink.Stderr, StringComparison.Ordinal);
        Assert.Contains("cell 2:1:", sink.Stderr, StringComparison.Ordinal);
        Assert.Equal("1", await JsonAsync("return kept;"));
    }

    [Fact]
    public async Task A_rejection_that_nobody_handles_is_told_before_the_cell_ends()
    {
        var (status, shown) = await live.RunAsync("Promise.reject(new Error('lost')); return 1;");

        Assert.Equal((ExecutionStatus.Ok, "1"), (status, shown.ResultText));
        Assert.StartsWith("Unhandled rejection", shown.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_is_told_without_the_process_id()
    {
        var sink = new RecordingSink();
        await live.StartCell("await import('node:path'); process.emitWarning('mind');", sink);

        await sink.UntilAsync(shown => shown.Stderr.Length > 0);
        Assert.Equal("Warning: mind\n", sink.Stderr);
    }

    [Fact]
    public async Task Modules_are_found_from_the_notebooks_folder()
    {
        await File.WriteAllTextAsync(Path.Combine(live.Folder, "beside.mjs"), "export const where = 'beside';");
        var package = Directory.CreateDirectory(Path.Combine(live.Folder, "node_modules", "installed"));
        await File.WriteAllTextAsync(Path.Combine(package.FullName, "index.js"), "module.exports = { where: 'installed' };");

        Assert.Equal(
            """["beside","installed","installed","/"]""",
            await JsonAsync("""
                const { where } = await import('./beside.mjs');
                const { default: installed } = await import('installed');
                return [where, installed.where, require('installed').where, (await import('node:path')).posix.sep];
                """));
    }

    [Fact]
    public async Task Variables_are_copied_as_json_in_both_directions()
    {
        await OkAsync("const declared = { a: [1] }; assigned = 'text'; const floats = new Float64Array([0.5]);");
        Assert.Equal("""{"a":[1]}""", (await GetAsync("declared")).Value!.ToJsonString());
        Assert.Equal("text", (string?)(await GetAsync("assigned")).Value);
        Assert.Equal("[0.5]", (await GetAsync("floats")).Value!.ToJsonString());
        Assert.Equal("{ a: [ 1 ] }", (string?)(await live.Kernel.GetValueAsync("declared", "text/plain", default)).Value);

        await live.Kernel.SetValueAsync("declared", new SharedValue(SharedValue.Json, new JsonArray(1, 2)), default);
        Assert.Equal("3", await JsonAsync("return declared[0] + declared[1];"));
    }

    [Theory]
    [InlineData("missing", "has no variable \"missing\"")]
    [InlineData("map", "is a Map")]
    [InlineData("code", "is a function")]
    [InlineData("cycle", "contains itself")]
    [InlineData("nested", "holds NaN at \"deep\"")]
    public async Task What_cannot_be_copied_is_refused_with_the_reason(string name, string reason)
    {
        await OkAsync("const map = new Map(), code = () => 1, cycle = {}, nested = { deep: NaN }; cycle.self = cycle;");

        var refusal = await Assert.ThrowsAsync<SharingException>(() => GetAsync(name));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a loop", "while (true);")]
    [InlineData("a loop that prints", "while (true) console.log('x');")]
    [InlineData("a loop after an await", "await null; while (true);")]
    [InlineData("a loop after a timer", "await new Promise((resolve) => setTimeout(resolve, 1)); while (true);")]
    [InlineData("a loop in a callback", "setTimeout(() => { while (true); }); await new Promise(() => {});")]
    [InlineData("a loop in parallel tasks", "await Promise.all([1, 2].map(async () => { await null; for (;;); }));")]
    [InlineData("awaits without end", "while (true) await null;")]
    [InlineData("Atomics.wait", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);")]
    [InlineData("Atomics.wait after an await", "await null; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);")]
    [InlineData("a promise that never settles", "await new Promise(() => {});")]
    [InlineData("a long timer", "await new Promise((resolve) => setTimeout(resolve, 1e9));")]
    [InlineData("a hopeless expression", "/(a+)+$/.test(`${'a'.repeat(50)}b`);")]
    [InlineData("a loop in its finally", "try { while (true); } finally { for (;;); }")]
    public async Task An_interrupt_stops_it_and_keeps_the_variables(string what, string code)
    {
        await OkAsync("const kept = 42;");
        var process = live.Kernel.ProcessId;

        Assert.Equal((what, ExecutionStatus.Interrupted), (what, await InterruptAsync($"console.log('began'); {code}")));

        Assert.Equal("42", await JsonAsync("await new Promise((resolve) => setTimeout(resolve)); return kept;"));
        Assert.Equal(process, live.Kernel.ProcessId);
    }

    [Fact]
    public async Task An_interrupted_cell_does_not_go_on_behind_the_readers_back()
    {
        await OkAsync("const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms)); let ticks = 0, wentOn = false;");
        Assert.Equal(ExecutionStatus.Interrupted, await InterruptAsync("""
            setInterval(() => { ticks++; }, 1);
            while (ticks === 0) await sleep(1);
            console.log('began');
            await sleep(100);
            wentOn = true;
            """));

        // Timers fire in the order in which they are due.
        Assert.Equal("[true,false]", await JsonAsync("const then = ticks; await sleep(200); return [then === ticks, wentOn];"));
    }

    [Fact]
    public async Task What_an_interrupted_cell_waits_for_rejects_so_its_finally_runs()
    {
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var run = live.StartCell(
            """
            const { setTimeout: sleep } = await import('node:timers/promises');
            console.log('waiting');
            try { await sleep(1e9); } finally { console.log('cleaned up'); }
            """,
            sink,
            interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout == "waiting\n");

        await interrupt.CancelAsync();

        Assert.Equal(ExecutionStatus.Interrupted, await run);
        Assert.Equal("Interrupted", sink.Error?.Name);
        await sink.UntilAsync(shown => shown.Stdout == "waiting\ncleaned up\n");
    }

    [Fact]
    public async Task Output_comes_before_the_end_of_a_cell_that_ends_the_process()
    {
        var (status, shown) = await live.RunAsync("console.log('last words'); process.exit(3);");

        Assert.Equal(ExecutionStatus.Error, status);
        Assert.Equal("last words\n", shown.Stdout);
        Assert.Equal("WorkerEnded", shown.Error?.Name);
        Assert.Equal("1", await JsonAsync("return 1;"));
    }

    /// <summary>Runs a cell and interrupts it when it prints that it began.</summary>
    private async Task<ExecutionStatus> InterruptAsync(string code)
    {
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var run = live.StartCell(code, sink, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout.StartsWith("began", StringComparison.Ordinal));
        await interrupt.CancelAsync();
        var status = await run;
        Assert.Equal("Interrupted", sink.Error?.Name);
        return status;
    }

    private async Task OkAsync(string code)
    {
        var (status, shown) = await live.RunAsync(code);
        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
    }

    private async Task<JsonObject> ResultAsync(string code)
    {
        var (status, shown) = await live.RunAsync(code);
        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
        return Assert.Single(shown.Outputs.OfType<ResultOutput>()).Data;
    }

    private async Task<string> JsonAsync(string code) => (await ResultAsync(code))["application/json"]!.ToJsonString();

    private Task<SharedValue> GetAsync(string name) => live.Kernel.GetValueAsync(name, SharedValue.Json, default);
}
