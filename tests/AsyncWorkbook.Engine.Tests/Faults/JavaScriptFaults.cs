namespace AsyncWorkbook.Engine.Tests.Faults;

/// <summary>What goes wrong in JavaScript cells.</summary>
internal static class JavaScriptFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.Timeout("loops without end", "for (;;) { }"),
        Fault.Timeout("loops without end after an await", "await null;\nfor (;;) { }"),
        Fault.Timeout("sleeps (`Atomics.wait`)", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);"),
        Fault.Timeout("awaits what never comes", "await new Promise(() => {});"),
        Fault.Timeout("prints without end", "for (;;) console.log('again '.repeat(1000));", "Output cut: a cell may show 1 MB, and "),
        Fault.Timeout(
            "computes in native code that nothing can stop",
            "require('crypto').pbkdf2Sync('a', 'b', 2 ** 31 - 1, 64, 'sha512');",
            Fault.NotStopped) with { EndsProcess = true },
        new("calls a function that calls itself", """
            const down = (n) => down(n + 1) + 1;
            down(0);
            """, "RangeError: Maximum call stack size exceeded"),
        Fault.Fatal("takes more memory than `--memory-limit`", """
            const all = [];
            for (;;) all.push(new Array(1e5).fill(1.5));
            """, "WorkerEnded: the JavaScript process ended while this cell ran (it ran out of memory; exit code 134: SIGABRT, it aborted itself). Its variables are gone; the next JavaScript cell starts a fresh one.") with { MemoryLimit = 100_000_000 },
        Fault.Fatal("calls `process.abort()`", "process.abort();", "WorkerEnded: the JavaScript process ended while this cell ran (exit code 134: SIGABRT, it aborted itself)."),
        Fault.Fatal("calls `process.exit(3)`", "process.exit(3);", "WorkerEnded: the JavaScript process ended while this cell ran (exit code 3)."),
        Fault.Fatal(
            "deletes every global variable",
            "for (const name of Object.getOwnPropertyNames(globalThis)) {\n  try { delete globalThis[name]; } catch { }\n}",
            "WorkerEnded: the JavaScript process ended while this cell ran (it has taken away what every JavaScript cell needs; exit code 137: SIGKILL, it was killed)."),
        Fault.Fatal("makes a promise of every object", "Object.prototype.then = () => {};", "WorkerEnded: the JavaScript process ended while this cell ran (it has taken away what every JavaScript cell needs; exit code 137: SIGKILL, it was killed)."),
        Fault.Fatal("is killed from outside (`kill -9`)", """
            require('child_process').spawnSync('kill', ['-9', `${process.pid}`]);
            for (;;) { }
            """, "WorkerEnded: the JavaScript process ended while this cell ran (exit code 137: SIGKILL, it was killed)."),
        Fault.Harmless("is over, and then its process is killed", "console.log('done');", "done") with
        {
            EndsProcess = true,
            KilledAfterwards = true,
        },
        Fault.Harmless("leaves child processes behind", """
            require('child_process').spawnSync('sh', ['-c', 'sleep 1000 & sleep 1000 & echo started'], { stdio: 'inherit' });
            """, "started"),
        Fault.Harmless("closes stdout", """
            process.stdout.end();
            require('fs').closeSync(1);
            console.error('still here');
            """, "still here"),
        Fault.Harmless("writes 100 MB to stdout", """
            const megabyte = Buffer.alloc(1e6, 'x');
            for (let i = 0; i < 100; i++) {
              for (let at = 0; at < megabyte.length;) at += require('fs').writeSync(1, megabyte, at);
            }
            """, Fault.Cut),
        Fault.Harmless("prints 100 MB at once", "process.stdout.write('x'.repeat(1e8));", Fault.Cut),
        Fault.Harmless("has a result of 100 MB", "return 'x'.repeat(1e8);", "Output cut: a cell may show 1 MB, and 100 MB more were dropped"),
        Fault.Harmless("prints what looks like the engine's own protocol", $"console.log('{Fault.Forged}');", Fault.Forged),
        Fault.Harmless("prints from many threads", """
            const { Worker } = require('worker_threads');
            const thread = "for (let i = 0; i < 500; i++) console.log(`${require('worker_threads').workerData} ${i}`);";
            await Promise.all(Array.from({ length: 8 }, (_, number) => new Promise((done) => {
              new Worker(thread, { eval: true, workerData: number }).on('exit', done);
            })));
            """, "7 499") with { Lines = 4000 },
        Fault.Harmless("starts work that fails when the cell has ended, and that nobody awaits", """
            gate = new Promise((resolve) => { globalThis.open = resolve; });
            gate.then(() => { throw new Error('lost'); });
            """, "Unhandled rejection: a promise was rejected, and nothing had awaited or caught it.\nError: lost") with { Then = "open();" },
        Fault.Harmless("starts a timer whose callback throws", """
            setTimeout(() => { throw new Error('lost'); });
            await new Promise((done) => setTimeout(done, 20));
            """, "Uncaught exception: a callback threw, and no cell was waiting to catch it.\nError: lost"),
    ];
}
