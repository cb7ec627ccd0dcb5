using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>Exceptions and warnings of Python cells, and where they are said to come from.</summary>
[StartsProcesses]
public sealed class PythonErrorTests : PythonCells
{
    [Fact]
    public async Task An_error_shows_the_lines_of_the_cells_and_its_cause()
    {
        await OkAsync("async def check(n):\n    await asyncio.sleep(0)\n    raise ValueError(n)\nimport asyncio");
        var (_, shown) = await Live.RunAsync("\ntry:\n    await check(3)\nexcept ValueError as error:\n    raise KeyError('k') from error");

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
        await File.WriteAllTextAsync(Path.Combine(Live.Folder, "beside.py"), "import json\ndef f(): json.loads('{')\n");
        var (_, shown) = await Live.RunAsync("import beside\nbeside.f()");

        Assert.Equal(
            ["  File \"cell 1\", line 2, in <module>", "  File \"beside.py\", line 2, in f"],
            shown.Error!.Traceback.Where(line => line.StartsWith("  File", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_errors_of_a_group_are_all_shown()
    {
        var (_, shown) = await Live.RunAsync("""
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
        var (_, shown) = await Live.RunAsync("ok = 1\nnot ok ok");

        Assert.Equal("SyntaxError", shown.Error!.Name);
        Assert.Equal("  File \"cell 1\", line 2", shown.Error.Traceback[0]);
        Assert.Equal("    not ok ok", shown.Error.Traceback[1]);
        Assert.Contains('^', shown.Error.Traceback[2]);
    }

    [Fact]
    public async Task An_exception_that_cannot_be_printed_is_reported_all_the_same()
    {
        var (_, shown) = await Live.RunAsync("class Mute(Exception):\n    def __str__(self): raise KeyError\nraise Mute");

        Assert.Equal("Mute", shown.Error!.Name);
    }

    [Fact]
    public async Task Sections_of_one_cell_keep_their_source()
    {
        await Live.Kernel.ExecuteAsync(new Code("def first():\n    return 1", "cell 5", 2), new RecordingSink(), default);
        await Live.Kernel.ExecuteAsync(new Code("def second():\n    return 2", "cell 5", 7), new RecordingSink(), default);

        Assert.Equal(
            "'def first():\\n    return 1\\ndef second():\\n    return 2\\n'",
            await TextAsync("import inspect\ninspect.getsource(first) + inspect.getsource(second)"));
    }

    [Theory]
    [InlineData("wait()", "cell 1: RuntimeWarning: coroutine 'wait' was never awaited\n")]
    [InlineData("wait()\n1", "cell 1:2: RuntimeWarning: coroutine 'wait' was never awaited\n  wait()\n")]
    public async Task A_coroutine_that_is_never_awaited_is_told_with_the_cell(string code, string told)
    {
        var (_, shown) = await Live.RunAsync($"async def wait(): pass\n{code}");

        Assert.Equal(told, shown.Stderr);
    }

    [Fact]
    public async Task A_warning_is_told_again_when_its_cell_runs_again()
    {
        for (var time = 0; time < 2; time++)
        {
            var sink = new RecordingSink();
            await Live.Kernel.ExecuteAsync(new Code("import warnings\nwarnings.warn('mind')", "cell 1", 1), sink, default);
            Assert.Equal("cell 1:2: UserWarning: mind\n  warnings.warn('mind')\n", sink.Stderr);
        }
    }

    [Fact]
    public async Task The_error_of_a_task_that_nobody_awaits_is_told_to_its_cell()
    {
        var sink = new RecordingSink();
        await Live.StartCell("""
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
        var (_, shown) = await Live.RunAsync(
            "import threading\ndef fail(): print('in thread'); 1 / 0\nthread = threading.Thread(target=fail)\nthread.start()\nthread.join()");

        Assert.Equal("in thread\n", shown.Stdout);
        Assert.StartsWith("Exception in thread Thread-1 (fail):\nTraceback (most recent call last):\n  File \"cell 1\", line 2, in fail\n", shown.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_source_of_functions_and_classes_is_found()
    {
        await OkAsync("import inspect\nclass Outer:\n    class Inner:\n        a = 1\n\ndef f():\n    return 2");
        await OkAsync("from dataclasses import dataclass\n@dataclass\nclass Point:\n    x: int");

        Assert.Equal("'    class Inner:\\n        a = 1\\n'", await TextAsync("inspect.getsource(Outer.Inner)"));
        Assert.Equal("'def f():\\n    return 2\\n'", await TextAsync("inspect.getsource(f)"));
        Assert.Equal("'@dataclass\\nclass Point:\\n    x: int\\n'", await TextAsync("inspect.getsource(Point)"));
    }

    [Theory]
    [InlineData("%timeit 1", 1, "%timeit is a magic of IPython")]
    [InlineData("a = 1\n%run other.py", 2, "#!import")]
    [InlineData("%%bash\nls", 1, "plain Python")]
    [InlineData("files = !ls", 1, "subprocess.run('ls', shell=True)")]
    [InlineData("!pip install x", 1, ".venv")]
    [InlineData("print?", 1, "help(name)")]
    public async Task Syntax_of_ipython_is_an_error_that_says_so(string code, int line, string advice)
    {
        var (_, shown) = await Live.RunAsync(code);

        Assert.Equal("SyntaxError", shown.Error!.Name);
        Assert.Contains("IPython", shown.Error.Value, StringComparison.Ordinal);
        Assert.Contains(advice, shown.Error.Value, StringComparison.Ordinal);
        Assert.Equal($"  File \"cell 1\", line {line}", shown.Error.Traceback[0]);
    }

    [Fact]
    public async Task A_mistake_in_python_is_no_magic()
    {
        var (_, shown) = await Live.RunAsync("a = = 1 % 2");

        Assert.StartsWith("invalid syntax", shown.Error!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%matplotlib inline\n1 + 1", "Leave the line out")]
    [InlineData("import sys\n%load_ext autoreload\n%autoreload 2\n1 + 1", "%autoreload is a magic of IPython and was left out.")]
    [InlineData("%config InlineBackend.figure_format = 'retina'\n1 + 1", "%config")]
    [InlineData("%pip install numpy\n1 + 1", "from a terminal")]
    [InlineData("%%time\n1 + 1", "#!time")]
    [InlineData("%time a = 1 + 1\na", "#!time")]
    public async Task A_magic_without_which_a_cell_can_do_is_left_out_with_a_note(string code, string note)
    {
        var (status, shown) = await Live.RunAsync(code);

        Assert.Equal(ExecutionStatus.Ok, status);
        Assert.Equal("2", shown.ResultText);
        Assert.Contains(note, shown.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text = \"\"\"\n%matplotlib inline\n\"\"\"\nlen(text)", "20")]
    [InlineData("a = (7\n%4)\na", "3")]
    public async Task What_only_looks_like_a_magic_is_python(string code, string value)
    {
        var (_, shown) = await Live.RunAsync(code);

        Assert.Equal((value, ""), (shown.ResultText, shown.Stderr));
    }
}
