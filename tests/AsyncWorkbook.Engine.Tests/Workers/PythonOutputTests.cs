using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What Python cells and their processes print.</summary>
[StartsProcesses]
public sealed class PythonOutputTests : PythonCells
{
    [Fact]
    public async Task Standard_streams_can_be_used_as_scripts_use_them()
    {
        var (_, shown) = await Live.RunAsync("""
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
        var (status, shown) = await Live.RunAsync("""
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

    [Fact]
    public async Task Child_processes_end_with_the_worker()
    {
        await OkAsync("import subprocess\nchild = subprocess.Popen(['sleep', '1000']).pid");
        var child = (int)(await Live.Kernel.GetValueAsync("child", SharedValue.Json, default)).Value!;
        using var sleep = System.Diagnostics.Process.GetProcessById(child);

        await Live.RunAsync("import os\nos._exit(0)");

        using var giveUp = new CancellationTokenSource(patientGrace);
        await sleep.WaitForExitAsync(giveUp.Token);
    }
}
