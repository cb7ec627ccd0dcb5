namespace AsyncWorkbook.Engine.Tests.Faults;

/// <summary>What goes wrong in C# cells.</summary>
internal static class CSharpFaults
{
    private const string starve = """
        System.Threading.ThreadPool.SetMinThreads(1, 1);
        System.Threading.ThreadPool.SetMaxThreads(2, 2);
        var never = new System.Threading.ManualResetEvent(false);
        var blocked = Enumerable.Range(0, 50).Select(_ => Task.Run(() => never.WaitOne())).ToList();

        """;

    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.Timeout("loops without end", "while (true) { }"),
        Fault.Timeout("loops without end after an await", "await Task.Yield();\nwhile (true) { }"),
        Fault.Timeout("sleeps (`Thread.Sleep`)", "System.Threading.Thread.Sleep(-1);"),
        Fault.Timeout("awaits what never comes", "await new TaskCompletionSource().Task;"),
        Fault.Timeout("waits for a lock that is never free", """
            var never = new System.Threading.ManualResetEvent(false);
            never.WaitOne();
            """),
        Fault.Timeout("awaits, where the pool is limited to two threads that are both blocked", $"{starve}await Task.Yield();"),
        Fault.Timeout("submits itself without end", """
            using Microsoft.DotNet.Interactive;
            using Microsoft.DotNet.Interactive.Commands;
            var submit = "await Microsoft.DotNet.Interactive.Kernel.Root.SendAsync(new Microsoft.DotNet.Interactive.Commands.SubmitCode(again, \"csharp\"));";
            await Kernel.Root.SendAsync(new SubmitCode($"var again = {System.Text.Json.JsonSerializer.Serialize(submit)};", "csharp"));
            await Kernel.Root.SendAsync(new SubmitCode(submit, "csharp"));
            """),
        Fault.Timeout("awaits, where continuations are posted to nowhere", """
            class Nowhere : System.Threading.SynchronizationContext { public override void Post(System.Threading.SendOrPostCallback d, object? state) { } }
            System.Threading.SynchronizationContext.SetSynchronizationContext(new Nowhere());
            await Task.Delay(1);
            """),
        Fault.Timeout("prints without end", "while (true) Console.WriteLine(new string('x', 6000));", "Output cut: a cell may show 1 MB, and "),
        Fault.Timeout("waits in native code that nothing can stop", """
            static class Native
            {
                [System.Runtime.InteropServices.DllImport("libc")] public static extern int pipe(int[] ends);
                [System.Runtime.InteropServices.DllImport("libc")] public static extern nint read(int end, byte[] buffer, nint size);
            }
            var ends = new int[2];
            Native.pipe(ends);
            Native.read(ends[0], new byte[1], 1);
            """, Fault.NotStopped) with { EndsProcess = true },
        new("calls a method that calls itself", """
            int Down(int n) => Down(n + 1) + 1;
            Down(0)
            """, "InsufficientExecutionStackException: "),
        Fault.Fatal("reads a property that reads itself", """
            class Mirror { public int Value => Value + 1; }
            new Mirror().Value
            """, "WorkerEnded: the C# process ended while this cell ran (a method called itself too often, and the stack overflowed; exit code 134: SIGABRT, it aborted itself). Its variables are gone; the next C# cell starts a fresh one."),
        new("takes more memory than `--memory-limit`", """
            void Fill()
            {
                var all = new List<byte[]>();
                while (true) all.Add(new byte[1 << 20]);
            }
            Fill();
            """, "OutOfMemoryException: ") { MemoryLimit = 300_000_000 },
        Fault.Fatal("calls `Environment.FailFast`", "Environment.FailFast(\"over\");", "WorkerEnded: the C# process ended while this cell ran (the code called Environment.FailFast; exit code 134: SIGABRT, it aborted itself)."),
        Fault.Fatal("calls `Environment.Exit(3)`", "Environment.Exit(3);", "WorkerEnded: the C# process ended while this cell ran (exit code 3)."),
        Fault.Fatal("is killed from outside (`kill -9`)", """
            System.Diagnostics.Process.Start("kill", ["-9", $"{Environment.ProcessId}"]).WaitForExit();
            while (true) { }
            """, "WorkerEnded: the C# process ended while this cell ran (exit code 137: SIGKILL, it was killed)."),
        Fault.Harmless("is over, and then its process is killed", "Console.WriteLine(\"done\");", "done") with
        {
            EndsProcess = true,
            KilledAfterwards = true,
        },
        Fault.Harmless("limits the pool to two threads, and blocks both with fifty tasks", $"{starve}\"started\"", "started"),
        Fault.Harmless("sends what is printed to nowhere", """
            Console.WriteLine("until here");
            var closed = new System.IO.StreamWriter(new System.IO.MemoryStream());
            closed.Dispose();
            Console.SetOut(closed);
            Console.SetError(closed);
            Console.SetIn(System.IO.TextReader.Null);
            """, "until here"),
        Fault.Harmless("changes the culture, the folder and the runtime's switches", """
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.DefaultThreadCurrentCulture =
                System.Globalization.CultureInfo.DefaultThreadCurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("ar-SA");
            var gone = System.IO.Directory.CreateTempSubdirectory();
            Environment.CurrentDirectory = gone.FullName;
            gone.Delete();
            AppContext.SetSwitch("System.Text.Json.JsonSerializer.IsReflectionEnabledByDefault", false);
            AppContext.SetData("TRUSTED_PLATFORM_ASSEMBLIES", null);
            "changed"
            """, "changed"),
        Fault.Harmless("leaves child processes behind", """
            System.Diagnostics.Process.Start("sh", ["-c", "sleep 1000 & sleep 1000 & echo started"]).WaitForExit();
            """, "started"),
        Fault.Harmless("closes stdout", """
            static class Native { [System.Runtime.InteropServices.DllImport("libc")] public static extern int close(int fd); }
            Console.Out.Close();
            Native.close(1);
            Console.WriteLine("still here");
            """, "still here"),
        Fault.Harmless("writes 100 MB to stdout", """
            var megabyte = new byte[1_000_000];
            Array.Fill(megabyte, (byte)'x');
            var stdout = Console.OpenStandardOutput();
            for (var i = 0; i < 100; i++) stdout.Write(megabyte);
            """, Fault.Cut),
        Fault.Harmless("prints 100 MB at once", "Console.Write(new string('x', 100_000_000));", Fault.Cut),
        Fault.Harmless("has a result of 100 MB", "new string('x', 100_000_000)", "Output cut: a cell may show 1 MB, and 100 MB more were dropped"),
        Fault.Harmless("prints what looks like the engine's own protocol", $"Console.WriteLine(\"\"\"{Fault.Forged}\"\"\");", Fault.Forged),
        Fault.Harmless("prints from many threads", """
            System.Threading.Tasks.Parallel.For(0, 8, thread =>
            {
                for (var i = 0; i < 500; i++) Console.WriteLine($"{thread} {i}");
            });
            """, "7 499") with { Lines = 4000 },
        Fault.Harmless("starts a task that fails when the cell has ended, and that nobody awaits", """
            var gate = new TaskCompletionSource();
            async Task FailLater() { await gate.Task; throw new InvalidOperationException("lost"); }
            _ = FailLater(); // it waits when the cell ends: on another thread it might not have begun
            """, "A task failed, and nobody has awaited it:\nSystem.InvalidOperationException: lost") with { Then = "gate.SetResult();" },
        Fault.Harmless("starts a thread that throws", """
            var thread = new System.Threading.Thread(() => throw new InvalidOperationException("lost"));
            thread.Start();
            thread.Join();
            """, "An exception was not caught, where no cell waits for it. It would end a program:\nSystem.InvalidOperationException: lost"),
    ];
}
