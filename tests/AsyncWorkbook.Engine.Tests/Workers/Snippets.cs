namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>The same small programs in every language that has a worker. A new language adds itself to <see cref="Of"/>.</summary>
internal sealed record Snippets
{
    /// <summary>The languages, by the name of their kernel.</summary>
    public static IReadOnlyDictionary<string, Snippets> Of { get; } = new Dictionary<string, Snippets>
    {
        ["csharp"] = new()
        {
            Print = "Console.WriteLine({0});",
            PrintError = "Console.Error.WriteLine({0});",
            Assign = "var {0} = {1};",
            Loop = "while (true) { }",
            PrintForEver = "while (true) { Console.WriteLine(\"x\"); }",
            WaitForEver = "await Task.Delay(-1);",
            SpinForEver = "while (true) { await Task.Yield(); }",
            Fail = "throw new InvalidOperationException(\"boom\");",
            SyntaxError = "var = ;",
            Gate = "var gate = new TaskCompletionSource();",
            PrintBehindGate = "_ = Task.Run(async () => { await gate.Task; Console.WriteLine(\"late\"); });",
            OpenGate = "gate.SetResult();",
            PrintAsChild = "using (var child = System.Diagnostics.Process.Start(\"echo\", [{0}])) { child.WaitForExit(); }",
            WaitForChild = "System.Diagnostics.Process.Start(\"sh\", [\"-c\", \"echo began; exec sleep 1000\"]).WaitForExit();",
            Crash = "Environment.Exit(134);",
            TellProcess = """
                System.IO.File.WriteAllText("pid.new", Environment.ProcessId.ToString());
                System.IO.File.Move("pid.new", "pid");
                """,
        },
        ["javascript"] = new()
        {
            Print = "console.log({0});",
            PrintError = "console.error({0});",
            Assign = "{0} = {1};",
            Loop = "for (;;) { }",
            PrintForEver = "for (;;) console.log('x');",
            WaitForEver = "await new Promise(() => {});",
            SpinForEver = "for (;;) await null;",
            Fail = "throw new RangeError('boom');",
            SyntaxError = "const = ;",
            Gate = "gate = new Promise((resolve) => { globalThis.open = resolve; });",
            PrintBehindGate = "gate.then(() => console.log('late'));",
            OpenGate = "open();",
            PrintAsChild = "require('child_process').spawnSync('echo', [{0}], { stdio: 'inherit' });",
            WaitForChild = "require('child_process').spawnSync('sh', ['-c', 'echo began; exec sleep 1000'], { stdio: 'inherit' });",
            Crash = "process.kill(process.pid, 'SIGKILL'); for (;;) { }",
            TellProcess = """
                require('fs').writeFileSync('pid.new', `${process.pid}`);
                require('fs').renameSync('pid.new', 'pid');
                """,
        },
        ["python"] = new()
        {
            Print = "print({0})",
            PrintError = "import sys\nprint({0}, file=sys.stderr)",
            Assign = "{0} = {1}",
            Loop = "while True: pass",
            PrintForEver = "while True: print('x')",
            WaitForEver = "import asyncio\nawait asyncio.Event().wait()",
            SpinForEver = "import asyncio\nwhile True: await asyncio.sleep(0)",
            Fail = "raise ValueError('boom')",
            SyntaxError = "x = = 1",
            Gate = "import asyncio\ngate = asyncio.Event()",
            PrintBehindGate = """
                async def late():
                    await gate.wait()
                    print('late')
                task = asyncio.create_task(late())
                """,
            OpenGate = "gate.set()",
            PrintAsChild = "import subprocess\n_ = subprocess.run(['echo', {0}])",
            WaitForChild = "import subprocess\nsubprocess.run(['sh', '-c', 'echo began; exec sleep 1000'])",
            Crash = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
            TellProcess = """
                import os
                with open('pid.new', 'w') as file: _ = file.write(str(os.getpid()))
                os.rename('pid.new', 'pid')
                """,
        },
    };

    /// <summary>Prints the expression {0} and a line feed.</summary>
    public required string Print { get; init; }

    /// <summary>Prints the expression {0} and a line feed to stderr.</summary>
    public required string PrintError { get; init; }

    /// <summary>Gives the variable {0} the value {1}, for later cells.</summary>
    public required string Assign { get; init; }

    /// <summary>Runs for ever and never gives way.</summary>
    public required string Loop { get; init; }

    /// <summary>Prints for ever.</summary>
    public required string PrintForEver { get; init; }

    /// <summary>Awaits what never comes.</summary>
    public required string WaitForEver { get; init; }

    /// <summary>Awaits for ever what is there at once.</summary>
    public required string SpinForEver { get; init; }

    /// <summary>One line that throws an exception with the message "boom".</summary>
    public required string Fail { get; init; }

    /// <summary>What does not compile.</summary>
    public required string SyntaxError { get; init; }

    /// <summary>Declares a gate, closed.</summary>
    public required string Gate { get; init; }

    /// <summary>Starts work, not awaited, that prints "late" when the gate opens.</summary>
    public required string PrintBehindGate { get; init; }

    /// <summary>Opens the gate.</summary>
    public required string OpenGate { get; init; }

    /// <summary>Has a child process print the text expression {0}, straight to its inherited stdout.</summary>
    public required string PrintAsChild { get; init; }

    /// <summary>Ends the worker's process in a moment, and not by its own will.</summary>
    public required string Crash { get; init; }

    /// <summary>Waits for a process that prints "began" and goes on for long.</summary>
    public required string WaitForChild { get; init; }

    /// <summary>Leaves the worker's process id in the file "pid", which appears whole.</summary>
    public required string TellProcess { get; init; }

    /// <summary>Puts values into a snippet; the braces of the languages stay as they are.</summary>
    public static string Fill(string snippet, params string[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            snippet = snippet.Replace($"{{{i}}}", values[i], StringComparison.Ordinal);
        }

        return snippet;
    }
}
