namespace AsyncWorkbook.Engine.Tests.Faults;

/// <summary>What goes wrong in Python cells.</summary>
internal static class PythonFaults
{
    private const string takenAway = "WorkerEnded: the Python process ended while this cell ran (it has taken away what every Python cell needs; exit code 137: SIGKILL, it was killed).";

    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.Timeout("loops without end", "while True: pass"),
        Fault.Timeout("loops without end after an await", "import asyncio\nawait asyncio.sleep(0)\nwhile True: pass"),
        Fault.Timeout("sleeps (`time.sleep`)", "import time\ntime.sleep(10 ** 6)"),
        Fault.Timeout("awaits what never comes", "import asyncio\nawait asyncio.Event().wait()"),
        Fault.Timeout("waits for a lock that is never free", "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()"),
        Fault.Timeout("prints without end", "while True: print('again ' * 1000)", "Output cut: a cell may show 1 MB, and "),
        Fault.Timeout("computes in native code that nothing can stop", "sum(range(10 ** 15))", Fault.NotStopped) with { EndsProcess = true },
        Fault.Timeout("catches every exception, in a loop", """
            import time
            while True:
                try: time.sleep(60)
                except BaseException: pass
            """, Fault.NotStopped) with { EndsProcess = true },
        new("calls a function that calls itself", """
            def down(n): return down(n + 1) + 1
            down(0)
            """, "RecursionError: maximum recursion depth exceeded"),
        Fault.Fatal("reads memory that is not its own", """
            import ctypes
            ctypes.string_at(0)
            """, "WorkerEnded: the Python process ended while this cell ran (exit code 139: SIGSEGV, a bad memory access or stack overflow). Its variables are gone; the next Python cell starts a fresh one."),
        new("takes more memory than `--memory-limit`", """
            def fill():
                everything = []
                while True: everything.append(bytearray(10 ** 6))
            fill()
            """, "MemoryError: ") { MemoryLimit = 100_000_000 },
        Fault.Fatal("calls `os.abort()`", "import os\nos.abort()", "WorkerEnded: the Python process ended while this cell ran (exit code 134: SIGABRT, it aborted itself)."),
        Fault.Fatal("calls `os._exit(3)`", "import os\nos._exit(3)", "WorkerEnded: the Python process ended while this cell ran (exit code 3)."),
        new("calls `exit()`", "exit()", "SystemExit: the cell called exit(), which ends the cell; the kernel and its variables live on"),
        Fault.Fatal("empties the builtins", "import builtins\nvars(builtins).clear()", takenAway),
        Fault.Fatal("deletes the functions and exceptions that every program finds", """
            import builtins
            for name in [name for name in vars(builtins) if name[0] != '_' and name not in ('list', 'vars')]: delattr(builtins, name)
            """, takenAway),
        Fault.Fatal("puts nothing in the place of all that asyncio has", "import asyncio\nfor name in list(vars(asyncio)): setattr(asyncio, name, None)", takenAway),
        Fault.Fatal("takes asyncio's loop apart", "import asyncio\nvars(asyncio.base_events).clear()", takenAway),
        Fault.Fatal("empties the modules that read and write JSON", "import json, json.encoder\nfor module in (json, json.encoder): vars(module).clear()", takenAway),
        Fault.Fatal("puts nothing in the place of what the loop waits with", "import select, selectors\nselectors.DefaultSelector.select = None\nfor name in list(vars(select)): setattr(select, name, None)", takenAway),
        Fault.Fatal("forgets every module", "import sys\nsys.modules.clear()", takenAway),
        Fault.Fatal("empties the modules with which errors are told", "import ast, inspect, linecache, traceback\nfor module in (ast, inspect, linecache, traceback): vars(module).clear()", takenAway),
        Fault.Harmless("closes, deletes and replaces what it prints to", """
            import sys
            print('until here')
            del sys.stdin
            sys.stdout = sys.__stdout__ = None
            sys.stderr = open('/dev/null', 'w')
            sys.stderr.close()
            """, "until here"),
        Fault.Harmless("ignores every signal, and takes the functions away with which they are handled", """
            import signal
            for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}: signal.signal(number, signal.SIG_IGN)
            vars(signal).clear()
            'ignored'
            """, "'ignored'"),
        Fault.Harmless("lets no loop run any more", """
            import asyncio
            asyncio.set_event_loop_policy(None)
            asyncio._set_running_loop(None)
            'none'
            """, "'none'"),
        Fault.Harmless("has asyncio do everything in its own way, which works", """
            import asyncio, json
            asyncio.Task = asyncio.tasks.Task = asyncio.tasks._PyTask
            json.dumps = lambda *given, dumps=json.dumps, **named: dumps(*given, **named)
            'own'
            """, "'own'"),
        Fault.Fatal("is killed from outside (`kill -9`)", """
            import os, subprocess
            subprocess.run(['kill', '-9', str(os.getpid())])
            while True: pass
            """, "WorkerEnded: the Python process ended while this cell ran (exit code 137: SIGKILL, it was killed)."),
        Fault.Harmless("is over, and then its process is killed", "print('done')", "done") with
        {
            EndsProcess = true,
            KilledAfterwards = true,
        },
        Fault.Harmless("leaves child processes behind", """
            import subprocess
            _ = subprocess.run('sleep 1000 & setsid sleep 1000 & echo started', shell=True)
            """, "started"),
        Fault.Harmless("closes stdout", """
            import os, sys
            sys.stdout.close()
            os.close(1)
            print('still here')
            """, "still here"),
        Fault.Harmless("writes 100 MB to stdout", """
            import os
            megabyte = b'x' * 10 ** 6
            for _ in range(100):
                rest = megabyte
                while rest: rest = rest[os.write(1, rest):]
            """, Fault.Cut),
        Fault.Harmless("prints 100 MB at once", "print('x' * 10 ** 8, end='')", Fault.Cut),
        Fault.Harmless("has a result of 100 MB", "'x' * 10 ** 8", "Output cut: a cell may show 1 MB, and 100 MB more were dropped"),
        Fault.Harmless("prints what looks like the engine's own protocol", $"print('{Fault.Forged}')", Fault.Forged),
        Fault.Harmless("prints from many threads", """
            import threading
            def run(number):
                for i in range(500): print(f'{number} {i}\n', end='')
            threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            """, "7 499") with { Lines = 4000 },
        Fault.Harmless("starts a task that fails when the cell has ended, and that nobody awaits", """
            import asyncio
            gate = asyncio.Event()
            async def fail():
                await gate.wait()
                raise ValueError('lost')
            task = asyncio.create_task(fail(), name='forgotten')
            """, "Task exception was never retrieved (forgotten)\nTraceback (most recent call last):\n") with
        {
            Then = "gate.set()\nawait asyncio.sleep(0)\nawait asyncio.sleep(0)\ndel task",
        },
        Fault.Harmless("starts a thread that raises", """
            import threading
            def fail(): raise ValueError('lost')
            thread = threading.Thread(target=fail, name='lonely')
            thread.start()
            thread.join()
            """, "Exception in thread lonely:\nTraceback (most recent call last):\n"),
    ];
}
