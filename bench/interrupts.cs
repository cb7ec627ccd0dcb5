#!/usr/bin/env -S dotnet run --file
#:project ../src/AsyncWorkbook.Engine/AsyncWorkbook.Engine.csproj
#:property PublishAot=false
#:property NoWarn=$(NoWarn);CS1591

// Measures how long it takes from an interrupt until the next cell of that language has run, and prints a Markdown table.
//
//     dotnet run bench/interrupts.cs [-- runs]    runs of each kind of cell (default 9); the table has medians
//
// Build the workers first: ./workbook --version

using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using AsyncWorkbook.Engine.Kernels;
using AsyncWorkbook.Engine.Outputs;

var runs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 9;
string[] languages = ["csharp", "javascript", "python"];
var folder = Directory.CreateTempSubdirectory("workbook-bench-");
var workers = Path.Combine(Here(), "..", "artifacts", "workbook", "workers");
Console.WriteLine($"| the cell ({runs} runs, {Environment.ProcessorCount} cores) | C# | JavaScript | Python |\n|---|---|---|---|");
foreach (var (what, codes) in Kinds())
{
    var row = new List<string>();
    foreach (var (language, code) in languages.Zip(codes))
    {
        row.Add(await MeasureAsync(language, code));
    }

    Console.WriteLine($"| {what} | {string.Join(" | ", row)} |");
}

folder.Delete(recursive: true);
return;

async Task<string> MeasureAsync(string language, string code)
{
    var (announce, keep, next) = language switch
    {
        "csharp" => ("Console.WriteLine(\"began\");\n", "var kept = 42;", "Console.WriteLine(1 + 1);"),
        "javascript" => ("console.log('began');\n", "kept = 42;", "console.log(1 + 1);"),
        _ => ("print('began')\n", "kept = 42", "print(1 + 1)"),
    };
    var options = new KernelOptions { WorkingDirectory = folder.FullName, Workers = workers };
    await using var kernel = KernelFactory.Create(options).OfType<ILanguageKernel>().Single(each => each.Name == language);
    var times = new List<double>();
    var survived = 0;
    var killed = 0;
    for (var run = 0; run < runs; run++)
    {
        await RunAsync(keep, new Sink(), default);
        using var interrupt = new CancellationTokenSource();
        var sink = new Sink();
        var cell = RunAsync(announce + code, sink, interrupt.Token);
        await sink.Began;
        await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None); // well into it
        var clock = Stopwatch.StartNew();
        await interrupt.CancelAsync();
        await cell;
        await RunAsync(next, new Sink(), default);
        times.Add(clock.Elapsed.TotalMilliseconds);
        try
        {
            survived += (await kernel.GetValueAsync("kept", SharedValue.Json, default)).Value?.ToJsonString() == "42" ? 1 : 0;
        }
        catch (SharingException)
        {
            // The process was ended, and its variables with it.
        }
    }

    times.Sort();
    var lost = killed > 0 ? $", killed {killed} of {runs}: variables lost"
        : survived < runs ? $", variables lost {runs - survived} of {runs}"
        : "";
    return string.Create(CultureInfo.InvariantCulture, $"{times[runs / 2]:0} ms{lost}");

    async Task RunAsync(string source, Sink sink, CancellationToken interrupt)
    {
        var status = await kernel.ExecuteAsync(new Code(source, "cell 1", 1), sink, interrupt);
        killed += status == ExecutionStatus.Killed ? 1 : 0;
    }
}

static IEnumerable<(string What, string[] Codes)> Kinds()
{
    yield return ("a busy loop", ["while (true) { }", "for (;;) { }", "while True: pass"]);
    yield return ("a busy loop after an await",
        ["await Task.Yield(); while (true) { }", "await null; for (;;) { }", "import asyncio\nawait asyncio.sleep(0)\nwhile True: pass"]);
    yield return ("a sleep that blocks",
    [
        "System.Threading.Thread.Sleep(-1);",
        "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
        "import time\ntime.sleep(10 ** 6)",
    ]);
    yield return ("an awaited sleep",
        ["await Task.Delay(-1);", "await new Promise((done) => setTimeout(done, 1e9));", "import asyncio\nawait asyncio.sleep(10 ** 6)"]);
    yield return ("waiting for a queue",
    [
        "new System.Collections.Concurrent.BlockingCollection<int>().Take();",
        "for await (const item of new (require('stream').Readable)({ read() {} })) { }",
        "import queue\nqueue.Queue().get()",
    ]);
    yield return ("reading a child process",
    [
        """
        var child = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sleep", "1000") { RedirectStandardOutput = true });
        child.StandardOutput.ReadToEnd();
        """,
        "require('child_process').execSync('sleep 1000');",
        "import subprocess\nsubprocess.run(['sleep', '1000'], capture_output=True)",
    ]);
    yield return ("regular expression that backtracks",
    [
        """System.Text.RegularExpressions.Regex.IsMatch(new string('a', 40) + "!", "^(a+)+$");""",
        "/^(a+)+$/.test('a'.repeat(40) + '!');",
        "import re\nre.match(r'^(a+)+$', 'a' * 40 + '!')",
    ]);
    yield return ("arithmetic with big integers",
    [
        "System.Numerics.BigInteger.Pow(3, 100_000_000);",
        "3n ** 300_000_000n % 7n;",
        "3 ** 300_000_000",
    ]);
    yield return ("a thousand tasks",
    [
        "await Task.WhenAll(Enumerable.Range(0, 1000).Select(async _ => { while (true) await Task.Delay(1); }));",
        "await Promise.all(Array.from({ length: 1000 }, async () => { for (;;) await new Promise((done) => setTimeout(done, 1)); }));",
        """
        import asyncio
        async def work():
            while True: await asyncio.sleep(0.001)
        await asyncio.gather(*(work() for _ in range(1000)))
        """,
    ]);
    yield return ("recursion",
    [
        "long Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);\nFib(90)",
        "const fib = (n) => n < 2 ? n : fib(n - 1) + fib(n - 2);\nfib(90);",
        "def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(90)",
    ]);
    yield return ("a loop that prints",
        ["while (true) Console.WriteLine(\"x\");", "for (;;) console.log('x');", "while True: print('x')"]);
}

static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

/// <summary>Lets the measurement begin when the cell has.</summary>
internal sealed class Sink : IOutputSink
{
    private readonly TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Began => began.Task;

    public void Emit(Output output) => began.TrySetResult();
}
