using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>Python cells, run by the real worker in a real CPython.</summary>
public sealed class PythonWorkerTests : IAsyncLifetime
{
    private static readonly TimeSpan patientGrace = TimeSpan.FromSeconds(60); // the worker itself must stop the code

    private readonly LiveKernel live = new("python", patientGrace);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => live.DisposeAsync();

    [Theory]
    [InlineData("40 + 2", "42")]
    [InlineData("x = 1\nx", "1")]
    [InlineData("'text'", "'text'")]
    [InlineData("import asyncio\nawait asyncio.sleep(0, 'awaited')", "'awaited'")]
    [InlineData("async def numbers():\n    yield 1\n    yield 2\n[n async for n in numbers()]", "[1, 2]")]
    [InlineData("__name__", "'__main__'")]
    [InlineData("import threading\nthreading.active_count()", "1")]
    public async Task The_trailing_expression_is_the_result(string code, string text)
    {
        var (status, shown) = await live.RunAsync(code);

        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
        Assert.Equal(text, shown.ResultText);
    }

    [Theory]
    [InlineData("None")]
    [InlineData("x = 1")]
    [InlineData("# nothing")]
    [InlineData("import asyncio\nawait asyncio.sleep(0)")]
    public async Task Without_a_value_nothing_is_shown(string code)
    {
        var (status, shown) = await live.RunAsync(code);

        Assert.Equal(ExecutionStatus.Ok, status);
        Assert.Empty(shown.Outputs);
    }

    [Fact]
    public async Task Top_level_code_may_use_every_form_of_async()
    {
        await OkAsync("""
            import asyncio, contextlib
            @contextlib.asynccontextmanager
            async def scope():
                yield 1
            async with scope() as a, asyncio.TaskGroup() as group:
                b = group.create_task(asyncio.sleep(0, 2))
            async def numbers():
                yield 3
            async for c in numbers():
                pass
            """);

        Assert.Equal("(1, 2, 3)", await TextAsync("a, b.result(), c"));
    }

    [Fact]
    public async Task Tasks_go_on_between_cells_on_the_same_loop()
    {
        await OkAsync("import asyncio\nloop = asyncio.get_running_loop()\ndone = asyncio.Event()");
        await OkAsync("asyncio.get_running_loop().call_later(0.001, done.set)");
        await OkAsync("await done.wait()");

        Assert.Equal("True", await TextAsync("loop is asyncio.get_running_loop()"));
    }

    [Fact]
    public async Task Context_variables_and_future_features_last_from_cell_to_cell()
    {
        await OkAsync("from __future__ import annotations\nimport contextvars\nvariable = contextvars.ContextVar('v')\n_ = variable.set(7)");

        Assert.Equal("(7, 'Missing')", await TextAsync("def f(a: Missing): pass\nvariable.get(), f.__annotations__['a']"));
    }

    [Fact]
    public async Task An_object_is_shown_in_all_forms_that_it_offers()
    {
        var (_, shown) = await live.RunAsync("""
            class Shape:
                def _repr_html_(self): return '<b>'
                def _repr_svg_(self): return None
                def _repr_png_(self): return b'\x89PNG'
                def _repr_mimebundle_(self, include=None, exclude=None): return {'application/x+json': {'a': 1}}, {'k': 'v'}
                def __repr__(self): return 'shape'
            Shape()
            """);

        var result = Assert.Single(shown.Outputs.OfType<ResultOutput>());
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"application/x+json": {"a": 1}, "text/html": "<b>", "image/png": "iVBORw==", "text/plain": "shape"}"""),
            result.Data));
        Assert.Equal("v", (string?)result.Metadata["k"]);
    }

    [Fact]
    public async Task Display_shows_and_updates_in_order_with_what_is_printed()
    {
        var (_, shown) = await live.RunAsync("""
            print('a', end='')
            handle = display(HTML('<b>'), display_id=True)
            handle.update('c')
            clear_output(wait=True)
            display(1, 2)
            """);

        Assert.Equal(["StreamOutput", "DisplayOutput", "UpdateOutput", "ClearOutput", "DisplayOutput", "DisplayOutput"], shown.Outputs.Select(output => output.GetType().Name));
        var display = (DisplayOutput)shown.Outputs[1];
        Assert.Equal("<b>", (string?)display.Data["text/html"]);
        Assert.NotNull(display.DisplayId);
        Assert.Equal(display.DisplayId, ((UpdateOutput)shown.Outputs[2]).DisplayId);
    }

    [Fact]
    public async Task What_is_not_json_cannot_be_displayed_as_json()
    {
        var (status, shown) = await live.RunAsync("class N:\n    def _repr_json_(self): return float('nan')\ndisplay(N())");

        Assert.Equal((ExecutionStatus.Error, "ValueError"), (status, shown.Error?.Name));
        Assert.Equal("1", await TextAsync("1"));
    }

    [Fact]
    public async Task An_error_shows_the_lines_of_the_cells_and_its_cause()
    {
        await OkAsync("async def check(n):\n    await asyncio.sleep(0)\n    raise ValueError(n)\nimport asyncio");
        var (_, shown) = await live.RunAsync("\ntry:\n    await check(3)\nexcept ValueError as error:\n    raise KeyError('k') from error");

        Assert.Equal(("KeyError", "'k'"), (shown.Error!.Name, shown.Error.Value));
        Assert.Equal(
            """
            Traceback (most recent call last):
              File "cell 2", line 3, in <module>
                await check(3)
              File "cell 1", line 3, in check
                raise ValueError(n)
            ValueError: 3

            The above exception was the direct cause of the following exception:

            Traceback (most recent call last):
              File "cell 2", line 5, in <module>
                raise KeyError('k') from error
            KeyError: 'k'
            """,
            string.Join('\n', shown.Error.Traceback));
    }

    [Fact]
    public async Task An_error_in_the_readers_own_module_is_shown_with_its_place_beside_the_notebook()
    {
        await File.WriteAllTextAsync(Path.Combine(live.Folder, "beside.py"), "import json\ndef f(): json.loads('{')\n");
        var (_, shown) = await live.RunAsync("import beside\nbeside.f()");

        Assert.Equal(
            ["  File \"cell 1\", line 2, in <module>", "  File \"beside.py\", line 2, in f"],
            shown.Error!.Traceback.Where(line => line.StartsWith("  File", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_errors_of_a_group_are_all_shown()
    {
        var (_, shown) = await live.RunAsync("""
            import asyncio
            async def fail(error): raise error
            async with asyncio.TaskGroup() as group:
                group.create_task(fail(ValueError('one')))
                group.create_task(fail(TypeError('two')))
            """);

        var traceback = string.Join('\n', shown.Error!.Traceback);
        Assert.Equal("ExceptionGroup", shown.Error.Name);
        Assert.Contains("ValueError: one", traceback, StringComparison.Ordinal);
        Assert.Contains("TypeError: two", traceback, StringComparison.Ordinal);
        Assert.DoesNotContain("taskgroups", traceback, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_syntax_error_points_at_its_place()
    {
        var (_, shown) = await live.RunAsync("ok = 1\nnot ok ok");

        Assert.Equal("SyntaxError", shown.Error!.Name);
        Assert.Equal("  File \"cell 1\", line 2", shown.Error.Traceback[0]);
        Assert.Equal("    not ok ok", shown.Error.Traceback[1]);
        Assert.Contains('^', shown.Error.Traceback[2]);
    }

    [Fact]
    public async Task An_exception_that_cannot_be_printed_is_reported_all_the_same()
    {
        var (_, shown) = await live.RunAsync("class Mute(Exception):\n    def __str__(self): raise KeyError\nraise Mute");

        Assert.Equal("Mute", shown.Error!.Name);
    }

    [Fact]
    public async Task Sections_of_one_cell_keep_their_source()
    {
        await live.Kernel.ExecuteAsync(new Code("def first():\n    return 1", "cell 5", 2), new RecordingSink(), default);
        await live.Kernel.ExecuteAsync(new Code("def second():\n    return 2", "cell 5", 7), new RecordingSink(), default);

        Assert.Equal(
            "'def first():\\n    return 1\\ndef second():\\n    return 2\\n'",
            await TextAsync("import inspect\ninspect.getsource(first) + inspect.getsource(second)"));
    }

    [Theory]
    [InlineData("wait()", "cell 1: RuntimeWarning: coroutine 'wait' was never awaited\n")]
    [InlineData("wait()\n1", "cell 1:2: RuntimeWarning: coroutine 'wait' was never awaited\n  wait()\n")]
    public async Task A_coroutine_that_is_never_awaited_is_told_with_the_cell(string code, string told)
    {
        var (_, shown) = await live.RunAsync($"async def wait(): pass\n{code}");

        Assert.Equal(told, shown.Stderr);
    }

    [Fact]
    public async Task A_warning_is_told_again_when_its_cell_runs_again()
    {
        for (var time = 0; time < 2; time++)
        {
            var sink = new RecordingSink();
            await live.Kernel.ExecuteAsync(new Code("import warnings\nwarnings.warn('mind')", "cell 1", 1), sink, default);
            Assert.Equal("cell 1:2: UserWarning: mind\n  warnings.warn('mind')\n", sink.Stderr);
        }
    }

    [Fact]
    public async Task The_error_of_a_task_that_nobody_awaits_is_told_to_its_cell()
    {
        var sink = new RecordingSink();
        await live.StartCell("""
            import asyncio
            gate = asyncio.Event()
            async def fail():
                await gate.wait()
                raise OSError('lost')
            task = asyncio.create_task(fail())
            task.add_done_callback(lambda _: globals().pop('task'))
            """, sink);
        await OkAsync("gate.set()");

        await sink.UntilAsync(shown => shown.Stderr.EndsWith("OSError: lost\n", StringComparison.Ordinal));
        Assert.StartsWith("Task exception was never retrieved", sink.Stderr, StringComparison.Ordinal);
        Assert.Contains("File \"cell 1\", line 5, in fail", sink.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_of_a_thread_is_told()
    {
        var (_, shown) = await live.RunAsync(
            "import threading\ndef fail(): print('in thread'); 1 / 0\nthread = threading.Thread(target=fail)\nthread.start()\nthread.join()");

        Assert.Equal("in thread\n", shown.Stdout);
        Assert.StartsWith("Exception in thread Thread-1 (fail):\nTraceback (most recent call last):\n  File \"cell 1\", line 2, in fail\n", shown.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_streams_can_be_used_as_scripts_use_them()
    {
        var (_, shown) = await live.RunAsync("""
            import subprocess, sys
            _ = sys.stdout.buffer.write('é\n'.encode())
            _ = subprocess.run(['echo', 'child'], stdout=sys.stderr)
            sys.stdout.close()
            print(sys.stdout.isatty(), sys.stdout.encoding, '\ud800')
            """);

        Assert.Equal("é\nFalse utf-8 ?\n", shown.Stdout);
        Assert.Equal("child\n", shown.Stderr);
    }

    [Fact]
    public async Task Forked_processes_print_in_the_cell_and_do_not_run_the_rest_of_the_notebook()
    {
        var (status, shown) = await live.RunAsync("""
            import concurrent.futures, multiprocessing, os
            def square(n):
                print('squaring', n)
                return n * n
            with concurrent.futures.ProcessPoolExecutor(1, multiprocessing.get_context('fork')) as pool:
                print(list(pool.map(square, [2, 3])))
            child = os.fork()
            if child != 0:
                _ = os.waitpid(child, 0)
            """);

        Assert.Equal((ExecutionStatus.Ok, ""), (status, shown.Stderr));
        Assert.Equal(["[4, 9]", "squaring 2", "squaring 3"], shown.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("exit()", "exit()")]
    [InlineData("quit(3)", "exit(3)")]
    [InlineData("import sys\nsys.exit('bye')", "exit('bye')")]
    [InlineData("import asyncio\nasync def leave(): exit()\nawait asyncio.create_task(leave())", "exit()")]
    public async Task A_cell_that_calls_exit_ends_only_itself(string code, string call)
    {
        await OkAsync("kept = 1");
        var process = live.Kernel.ProcessId;
        var (status, shown) = await live.RunAsync(code);

        Assert.Equal((ExecutionStatus.Error, "SystemExit"), (status, shown.Error?.Name));
        Assert.Contains($"the cell called {call}", shown.Error!.Value, StringComparison.Ordinal);
        Assert.Equal("1", await TextAsync("kept"));
        Assert.Equal(process, live.Kernel.ProcessId);
    }

    [Theory]
    [InlineData("input('name? ')")]
    [InlineData("import sys\nsys.stdin.read()")]
    [InlineData("breakpoint()")]
    public async Task Asking_for_input_is_an_error_that_says_why(string code)
    {
        var (status, shown) = await live.RunAsync(code);

        Assert.Equal((ExecutionStatus.Error, "StdinNotImplementedError"), (status, shown.Error?.Name));
        Assert.Contains("nobody can answer", shown.Error!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_loop_cannot_run_in_a_cell()
    {
        var (_, shown) = await live.RunAsync("import asyncio\nasync def main(): pass\nasyncio.run(main())");

        Assert.Equal("RuntimeError", shown.Error!.Name);
        Assert.Contains("running event loop", shown.Error.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing", "no variable \"missing\"")]
    [InlineData("number", "NaN")]
    [InlineData("cycle", "holds itself")]
    [InlineData("numbers", "set is not JSON serializable")]
    [InlineData("half", "surrogate")]
    public async Task What_cannot_be_copied_is_refused_with_the_reason(string name, string reason)
    {
        await OkAsync("number = float('nan')\ncycle = []\ncycle.append(cycle)\nnumbers = {1}\nhalf = '\\ud800'");

        var refusal = await Assert.ThrowsAsync<SharingException>(() => live.Kernel.GetValueAsync(name, SharedValue.Json, default));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a name")]
    [InlineData("class")]
    [InlineData("")]
    public async Task A_variable_cannot_have_a_name_that_is_none(string name)
    {
        var refusal = await Assert.ThrowsAsync<SharingException>(
            () => live.Kernel.SetValueAsync(name, new SharedValue(SharedValue.Json, 1), default));

        Assert.Contains($"\"{name}\"", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_can_be_copied_in_its_other_forms()
    {
        await OkAsync("page = HTML('<b>')");

        Assert.Equal("<b>", (string?)(await live.Kernel.GetValueAsync("page", "text/html", default)).Value);
        var refusal = await Assert.ThrowsAsync<SharingException>(() => live.Kernel.GetValueAsync("page", "image/png", default));
        Assert.Contains("text/html", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time.sleep(1e6)")]
    [InlineData("await asyncio.gather(asyncio.sleep(1e6), asyncio.sleep(1e6))")]
    [InlineData("async def busy():\n    while True: pass\nawait asyncio.create_task(busy())")]
    [InlineData("async def busy():\n    while True: await asyncio.sleep(0)\nasync with asyncio.TaskGroup() as group:\n    group.create_task(busy())")]
    [InlineData("async def nothing(): pass\nwhile True: await asyncio.gather(*[nothing() for _ in range(100)])")]
    [InlineData("asyncio.get_running_loop().call_soon(time.sleep, 1e6)\nawait asyncio.sleep(1e6)")]
    [InlineData("await asyncio.to_thread(time.sleep, 0)\nthreading.Event().wait()")]
    [InlineData("subprocess.run(['sleep', '1000'])")]
    [InlineData("while True: display(HTML('x'))")]
    [InlineData("class Slow:\n    def __repr__(self): time.sleep(1e6)\nSlow()")]
    [InlineData("class Slow(Exception):\n    def __str__(self): time.sleep(1e6)\nraise Slow")]
    public async Task An_interrupt_stops_it_and_keeps_the_variables(string code)
    {
        await OkAsync("import asyncio, subprocess, threading, time\nkept = 42");
        var process = live.Kernel.ProcessId;

        var shown = await InterruptAsync(code);

        Assert.Equal("KeyboardInterrupt", shown.Error!.Traceback[^1]);
        Assert.Equal("42", await TextAsync("await asyncio.sleep(0)\nkept"));
        Assert.Equal(process, live.Kernel.ProcessId);
    }

    [Fact]
    public async Task An_interrupt_shows_where_the_cell_was()
    {
        // The loop prints, so the cell waits in its third line by then.
        var shown = await InterruptAsync("""
            import asyncio
            asyncio.get_running_loop().call_soon(print, 'began')
            await asyncio.sleep(1e6)
            """);

        Assert.Contains("  File \"cell 1\", line 3, in <module>", shown.Error!.Traceback);
    }

    [Fact]
    public async Task What_an_interrupted_cell_cleans_up_is_awaited()
    {
        var shown = await InterruptAsync("""
            import asyncio
            try:
                print('began')
                await asyncio.sleep(1e6)
            finally:
                await asyncio.sleep(0.01)
                print('cleaned up')
            """);

        Assert.Equal("began\ncleaned up\n", shown.Stdout);
    }

    [Fact]
    public async Task An_interrupt_that_the_cell_handles_is_still_told()
    {
        var shown = await InterruptAsync("import time\ntry: print('began') or time.sleep(1e6)\nexcept KeyboardInterrupt: print('handled')");

        Assert.Equal("began\nhandled\n", shown.Stdout);
        Assert.Equal(("KeyboardInterrupt", "the cell was interrupted, and ended by itself"), (shown.Error!.Name, shown.Error.Value));
    }

    [Fact]
    public async Task An_interrupt_spares_the_tasks_of_earlier_cells()
    {
        await OkAsync("import asyncio\ntask = asyncio.create_task(asyncio.sleep(1e6))");

        await InterruptAsync("await asyncio.sleep(1e6)");

        Assert.Equal("False", await TextAsync("task.done()"));
    }

    [Fact]
    public async Task A_cell_that_will_not_stop_loses_its_process()
    {
        await using var impatient = new LiveKernel("python", TimeSpan.FromMilliseconds(1));
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var run = impatient.StartCell("""
            import time
            while True:
                try:
                    print('began')
                    time.sleep(1e6)
                except KeyboardInterrupt:
                    pass
            """, sink, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout.Length > 0);
        await interrupt.CancelAsync();

        Assert.Equal(ExecutionStatus.Killed, await run);
        Assert.Equal("1", (await impatient.RunAsync("1")).Shown.ResultText);
    }

    [Fact]
    public async Task A_cell_may_raise_and_handle_signals_of_its_own()
    {
        Assert.Equal("True", await TextAsync("""
            import os, signal
            try:
                signal.raise_signal(signal.SIGINT)
            except KeyboardInterrupt:
                caught = True
            seen = []
            _ = signal.signal(signal.SIGUSR1, lambda number, frame: seen.append(number))
            os.kill(os.getpid(), signal.SIGUSR1)
            caught and seen == [signal.SIGUSR1]
            """));
    }

    [Fact]
    public async Task Child_processes_end_with_the_worker()
    {
        await OkAsync("import subprocess\nchild = subprocess.Popen(['sleep', '1000']).pid");
        var child = (int)(await live.Kernel.GetValueAsync("child", SharedValue.Json, default)).Value!;
        using var sleep = System.Diagnostics.Process.GetProcessById(child);

        await live.RunAsync("import os\nos._exit(0)");

        using var giveUp = new CancellationTokenSource(patientGrace);
        await sleep.WaitForExitAsync(giveUp.Token);
    }

    /// <summary>Runs a cell and interrupts it when it prints that it began.</summary>
    private async Task<RecordingSink> InterruptAsync(string code)
    {
        using var interrupt = new CancellationTokenSource();
        var sink = new RecordingSink();
        var run = live.StartCell(code.Contains("began", StringComparison.Ordinal) ? code : $"print('began')\n{code}", sink, interrupt.Token);
        await sink.UntilAsync(shown => shown.Stdout.StartsWith("began", StringComparison.Ordinal));
        await interrupt.CancelAsync();
        Assert.Equal(ExecutionStatus.Interrupted, await run);
        Assert.Equal("KeyboardInterrupt", sink.Error?.Name);
        return sink;
    }

    private async Task OkAsync(string code)
    {
        var (status, shown) = await live.RunAsync(code);
        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
    }

    private async Task<string?> TextAsync(string code)
    {
        var (status, shown) = await live.RunAsync(code);
        Assert.Equal((ExecutionStatus.Ok, null), (status, shown.Error?.Value));
        return shown.ResultText;
    }
}
