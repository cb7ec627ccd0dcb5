using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>How Python cells run and what they give.</summary>
[StartsProcesses]
public sealed class PythonCellTests : PythonCells
{
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
        var (status, shown) = await Live.RunAsync(code);

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
        var (status, shown) = await Live.RunAsync(code);

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

    [Theory]
    [InlineData("exit()", "exit()")]
    [InlineData("quit(3)", "exit(3)")]
    [InlineData("import sys\nsys.exit('bye')", "exit('bye')")]
    [InlineData("import asyncio\nasync def leave(): exit()\nawait asyncio.create_task(leave())", "exit()")]
    public async Task A_cell_that_calls_exit_ends_only_itself(string code, string call)
    {
        await OkAsync("kept = 1");
        var process = Live.Kernel.ProcessId;
        var (status, shown) = await Live.RunAsync(code);

        Assert.Equal((ExecutionStatus.Error, "SystemExit"), (status, shown.Error?.Name));
        Assert.Contains($"the cell called {call}", shown.Error!.Value, StringComparison.Ordinal);
        Assert.Equal("1", await TextAsync("kept"));
        Assert.Equal(process, Live.Kernel.ProcessId);
    }

    [Fact]
    public async Task A_second_loop_cannot_run_in_a_cell()
    {
        var (_, shown) = await Live.RunAsync("import asyncio\nasync def main(): pass\nasyncio.run(main())");

        Assert.Equal("RuntimeError", shown.Error!.Name);
        Assert.Contains("running event loop", shown.Error.Value, StringComparison.Ordinal);
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
}
