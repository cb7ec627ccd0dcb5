using System.Diagnostics;
using System.Text;

namespace AsyncWorkbook;

/// <summary>
/// A small program that runs in a process of its own. For everything that must not happen in a notebook's kernel: crashes,
/// deadlocks, and loops of one's own.
/// </summary>
/// <remarks>
/// No verdict may depend on how fast the machine is. So no more programs run at once than there are processors, the others
/// wait for a place; a program that is killed at its deadline was <see cref="SubprocessEnding.TooSlow"/>, which says nothing
/// about it; and that it hangs is not concluded from a clock but seen: <see cref="SubprocessEnding.StoodStill"/>.
/// </remarks>
public static class Subprocess
{
    /// <summary>
    /// How long a program may run, unless a cell says otherwise: a hundred times what it needs, for a machine that has other
    /// things to do. C# is compiled first, which counts; waiting for a place does not.
    /// </summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromMinutes(5);

    private static readonly SemaphoreSlim places = new(Environment.ProcessorCount);

    private static readonly TimeSpan lastWords = TimeSpan.FromSeconds(1); // for what a killed program printed

    /// <summary>Runs a program to its end, or to its deadline.</summary>
    /// <param name="language"><c>C#</c>, <c>JavaScript</c> (a module) or <c>Python</c>.</param>
    /// <param name="source">
    /// Its text. C# is a file-based program (<c>dotnet run program.cs</c>), so it needs the .NET 10 SDK; what the compiler
    /// says is part of its output.
    /// </param>
    /// <param name="deadline">How long it may run before it is killed; <see cref="DefaultDeadline"/> by default.</param>
    /// <param name="standstill">
    /// For a program that may hang: how long it stands still at least before it is looked at, longer than any of its own waits.
    /// By default it is not looked at.
    /// </param>
    /// <param name="examine">
    /// What to do with it once it stands still, such as to ask a tool what it waits for. It is killed when it stands still again, so
    /// what it answers is part of its output.
    /// </param>
    /// <param name="options">Options of the runtime, such as <c>-X dev</c> for Python.</param>
    /// <exception cref="ArgumentException">The language is another.</exception>
    /// <exception cref="InvalidOperationException">The language's runtime is not installed.</exception>
    public static async Task<SubprocessResult> RunAsync(
        string language,
        string source,
        TimeSpan? deadline = null,
        TimeSpan? standstill = null,
        Func<HungProcess, Task>? examine = null,
        params string[] options)
    {
        var (program, command, extension) = language switch
        {
            Language.CSharp => ("dotnet", new[] { "run" }, ".cs"),
            Language.JavaScript => (Environment.GetEnvironmentVariable("WORKBOOK_NODE") ?? "node", [], ".mjs"),
            Language.Python => (Environment.GetEnvironmentVariable("WORKBOOK_PYTHON") ?? "python3", [], ".py"),
            _ => throw new ArgumentException($"\"{language}\" is none of {Language.CSharp}, {Language.JavaScript}, {Language.Python}.", nameof(language)),
        };
        var folder = Directory.CreateTempSubdirectory("program-");
        try
        {
            var path = Path.Combine(folder.FullName, "program" + extension);
            await File.WriteAllTextAsync(path, source);
            return await RunProgramAsync(program, [.. command, .. options, path], folder.FullName, deadline, standstill, examine);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Runs any program, such as a compiler, to its end or to its deadline.</summary>
    /// <param name="program">The program's name, looked for on the PATH, or its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">The folder it works in; what it prints names the files there without it.</param>
    /// <param name="deadline">How long it may run before it is killed; <see cref="DefaultDeadline"/> by default.</param>
    /// <param name="standstill">As in <see cref="RunAsync"/>; the program must know <c>--version</c> then.</param>
    /// <param name="examine">As in <see cref="RunAsync"/>; what it throws is thrown when the program is gone.</param>
    /// <exception cref="ArgumentException"><paramref name="examine"/> is given, and <paramref name="standstill"/> is not.</exception>
    /// <exception cref="InvalidOperationException">The program is not installed.</exception>
    public static async Task<SubprocessResult> RunProgramAsync(
        string program,
        IReadOnlyList<string> arguments,
        string folder,
        TimeSpan? deadline = null,
        TimeSpan? standstill = null,
        Func<HungProcess, Task>? examine = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(folder);
        if (examine is not null && standstill is null)
        {
            throw new ArgumentException("What hangs can be examined only if it is looked for: give standstill, too.", nameof(examine));
        }

        await places.WaitAsync();
        try
        {
            using var process = Start(program, arguments, folder);
            RunningProcesses.Add(process);
            try
            {
                return await ResultAsync(process, program, folder, deadline, standstill, examine);
            }
            finally
            {
                RunningProcesses.Remove(process);
            }
        }
        finally
        {
            places.Release();
        }
    }

    private static async Task<SubprocessResult> ResultAsync(
        Process process, string program, string folder, TimeSpan? deadline, TimeSpan? standstill, Func<HungProcess, Task>? examine)
    {
        var (output, error) = (new StringBuilder(), new StringBuilder());
        var read = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, error));
        using var giveUp = new CancellationTokenSource(deadline ?? DefaultDeadline);
        var ending = await EndAsync(
            process, program, folder, standstill, examine, () => new(process.Id, Text(output), Text(error)), giveUp.Token);
        var killed = ending != SubprocessEnding.Exited;

        // A process that it left behind may hold its output open: longer than to the deadline nobody waits for that.
        await Task.WhenAny(read, killed ? Task.Delay(lastWords, CancellationToken.None) : Task.Delay(Timeout.InfiniteTimeSpan, giveUp.Token));
        return new SubprocessResult(ending, killed ? null : process.ExitCode, Plain(Text(output), folder), Plain(Text(error), folder));
    }

    /// <summary>Waits until the process has exited, hangs, or is out of time; in the last two cases it is killed.</summary>
    private static async Task<SubprocessEnding> EndAsync(
        Process process,
        string program,
        string folder,
        TimeSpan? standstill,
        Func<HungProcess, Task>? examine,
        Func<HungProcess> seen,
        CancellationToken giveUp)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
        var exit = process.WaitForExitAsync(over.Token);
        var hangs = standstill is { } atLeast
            ? HangsAsync(process, program, folder, atLeast, examine, seen, over.Token)
            : Task.Delay(Timeout.InfiniteTimeSpan, over.Token);
        await Task.WhenAny(exit, hangs);
        var ending = exit.IsCompletedSuccessfully ? SubprocessEnding.Exited
            : hangs.IsCompletedSuccessfully ? SubprocessEnding.StoodStill : SubprocessEnding.TooSlow;
        if (ending != SubprocessEnding.Exited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        await over.CancelAsync();
        await Task.WhenAll(exit, hangs).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (hangs.IsFaulted)
        {
            await hangs;
        }

        return ending;
    }

    /// <summary>Completes when the process stands still, and, if it is examined then, when it stands still again.</summary>
    private static async Task HangsAsync(
        Process process,
        string program,
        string folder,
        TimeSpan atLeast,
        Func<HungProcess, Task>? examine,
        Func<HungProcess> seen,
        CancellationToken over)
    {
        await StandsStillAsync();
        if (examine is not null)
        {
            places.Release(); // it needs no processor, and the tools that look at it do
            try
            {
                await examine(seen());
            }
            finally
            {
                await places.WaitAsync(CancellationToken.None);
            }

            await StandsStillAsync();
        }

        int Written() => seen() is var (_, output, error) ? output.Length + error.Length : 0;
        Task StandsStillAsync() => Standstill.SeenAsync(
            process, atLeast, Written, () => RunToTheEndAsync(program, folder, over), over);
    }

    /// <summary>The least that the same runtime can do: start, and come to its end.</summary>
    private static async Task RunToTheEndAsync(string program, string folder, CancellationToken giveUp)
    {
        using var process = Start(program, ["--version"], folder);
        try
        {
            await Task.WhenAll(ReadAsync(process.StandardOutput, new()), ReadAsync(process.StandardError, new()))
                .WaitAsync(giveUp);
            await process.WaitForExitAsync(giveUp);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task ReadAsync(StreamReader from, StringBuilder text)
    {
        var buffer = new char[1 << 12];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var count)
            {
                lock (text)
                {
                    text.Append(buffer, 0, count);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Nobody waits for more.
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private static Process Start(string program, IReadOnlyList<string> arguments, string folder)
    {
        var process = RedirectedProcess.Start(program, arguments, folder);
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Text that is the same wherever it ran: file names without their random folder, plain line ends.</summary>
    private static string Plain(string text, string folder) => text
        .Replace("\r\n", "\n", StringComparison.Ordinal)
        .Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
        .Trim();
}
