using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using AsyncWorkbook.Engine.Languages;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Engine.Kernels;

/// <summary>The operating system's side of a worker: its process, what that prints by itself, and how it ends.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly string mark;
    private readonly Task exited;
    private readonly LastWords lastWords;
    private readonly RawOutput standardOutput;
    private readonly RawOutput standardError;
    private string? end;

    private WorkerProcess(Process process, string mark, LastWords lastWords, Action<string, string> print)
    {
        this.process = process;
        Id = process.Id;
        this.mark = mark;
        this.lastWords = lastWords;
        exited = process.WaitForExitAsync();
        standardOutput = new RawOutput(process.StandardOutput.BaseStream, text => print("stdout", text));
        standardError = new RawOutput(process.StandardError.BaseStream, text =>
        {
            if (lastWords.Hear(text) is { Length: > 0 } shown)
            {
                print("stderr", shown);
            }
        });
    }

    public int Id { get; }

    public bool HasExited => exited.IsCompleted || process.HasExited;

    /// <summary>How it ended, in words.</summary>
    public string End => end ?? (lastWords.Meaning is { } meaning ? meaning + "; " : "") + ProcessExit.Describe(process);

    /// <summary>Before the name of a variable that the user has set and the worker's launch sets otherwise: the user's value.</summary>
    public const string OwnPrefix = "WORKBOOK_OWN_";

    /// <summary>Starts a worker.</summary>
    /// <param name="launch">What to start.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="endpoint">Where it connects.</param>
    /// <param name="print">Takes what it prints by itself: the name of the stream, and text.</param>
    /// <exception cref="RuntimeMissingException">It cannot be started.</exception>
    public static WorkerProcess Start(WorkerLaunch launch, string folder, string endpoint, Action<string, string> print)
    {
        var mark = Guid.NewGuid().ToString("N");
        var start = new ProcessStartInfo(launch.Program, launch.Arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in launch.Environment ?? new Dictionary<string, string?>())
        {
            if (value is not null)
            {
                if (start.Environment.TryGetValue(name, out var own))
                {
                    start.Environment[OwnPrefix + name] = own; // the worker restores it for what its cells start
                }

                start.Environment[name] = value;
            }
        }

        start.Environment["WORKBOOK_ENDPOINT"] = endpoint;
        start.Environment[Descendants.Variable] = mark;
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            YieldMemory(process);
            return new WorkerProcess(process, mark, new LastWords(launch.LastWords), print);
        }
        catch (Win32Exception e)
        {
            throw new RuntimeMissingException($"cannot start {launch.Program}: {e.Message}", e);
        }
    }

    /// <summary>Completes when it has ended.</summary>
    public Task WaitForExitAsync(CancellationToken cancel = default) => exited.WaitAsync(cancel);

    /// <summary>Completes when the text, which the worker writes to both streams, has arrived in both.</summary>
    public Task WaitForMarkerAsync(string marker)
    {
        lastWords.Forget();
        return Task.WhenAll(standardOutput.WaitForAsync(marker), standardError.WaitForAsync(marker));
    }

    /// <summary>Waits for the end of what it prints: a process that it started may keep the streams open.</summary>
    /// <param name="patience">How long to wait.</param>
    public async Task DrainAsync(TimeSpan patience)
    {
        await Task.WhenAny(Task.WhenAll(standardOutput.Ended, standardError.Ended), Task.Delay(patience));
        Flush();
    }

    /// <summary>Passes on what was held back because it could have been a marker.</summary>
    public void Flush()
    {
        standardOutput.Flush();
        standardError.Flush();
    }

    /// <summary>Interrupts what it started, but not the process itself; tells whether there is anything.</summary>
    public bool InterruptDescendants() => Descendants.Interrupt(mark, Id);

    /// <summary>Ends the process and all that it started.</summary>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await exited;
        await Descendants.KillAsync(mark);

        // The last words of a crash are still in the pipe; a process that is not found must not keep us waiting.
        await DrainAsync(TimeSpan.FromSeconds(1));
        end = End;
        process.Dispose();
    }

    /// <summary>When the machine runs out of memory, Linux shall end the code of a cell rather than the host.</summary>
    private static void YieldMemory(Process process)
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                File.WriteAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/oom_score_adj"), "1000");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended already, or the system does not allow it: nothing is lost.
            }
        }
    }
}
