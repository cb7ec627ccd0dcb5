using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;

namespace AsyncWorkbook.Engine.Programs;

/// <summary>What a program that has ended has printed.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
public sealed record ProgramResult(int ExitCode, string Output, string Errors);

/// <summary>A program of this machine that is run to its end and read. It gets nothing to read itself.</summary>
/// <param name="Path">Its path, or its name on the PATH.</param>
/// <param name="Arguments">Its arguments, each passed on as it is.</param>
public sealed record ExternalProgram(string Path, params IReadOnlyList<string> Arguments)
{
    /// <summary>Where it runs; the current folder if nothing is said.</summary>
    public string Folder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Variables to add to this process's own; null takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>How long <see cref="AskAsync"/> waits: long enough for a program that starts from a cold disk, if nothing is said.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Runs it to its end, whatever its exit code.</summary>
    /// <param name="cancel">Ends it with all processes that it has started.</param>
    /// <exception cref="Win32Exception">It cannot be started; the message says why, in the system's words.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled; the program has ended.</exception>
    public async Task<ProgramResult> RunAsync(CancellationToken cancel)
    {
        try
        {
            var result = await Cli.Wrap(Path)
                .WithArguments(Arguments)
                .WithWorkingDirectory(Folder)
                .WithEnvironmentVariables(Environment)
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(cancel);
            return new ProgramResult(result.ExitCode, result.StandardOutput, result.StandardError);
        }
        catch (Win32Exception e) when (e.InnerException is Win32Exception reason)
        {
            throw new Win32Exception(reason.NativeErrorCode); // CliWrap's own message names all that it could have been
        }
    }

    /// <summary>Asks it something small, such as its version.</summary>
    /// <param name="cancel">Gives up.</param>
    /// <returns>All that it printed; null if it cannot be started, fails or does not answer.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async Task<string?> AskAsync(CancellationToken cancel)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        giveUp.CancelAfter(Patience);
        try
        {
            return await RunAsync(giveUp.Token) is { ExitCode: 0 } result ? result.Output + result.Errors : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
