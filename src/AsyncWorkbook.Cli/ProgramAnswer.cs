using System.ComponentModel;
using System.Diagnostics;

namespace AsyncWorkbook.Cli;

/// <summary>What a program prints when it is asked for its version and the like.</summary>
internal static class ProgramAnswer
{
    /// <summary>Long enough for a program that starts from a cold disk.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    /// <summary>Runs a program and gives all that it prints; null if it cannot be started, fails or does not answer.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<string?> AskAsync(string program, IReadOnlyList<string> arguments, string folder, CancellationToken cancel)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        giveUp.CancelAfter(patience);
        Process? process = null;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
            var error = process.StandardError.ReadToEndAsync(giveUp.Token);
            var text = await process.StandardOutput.ReadToEndAsync(giveUp.Token) + await error;
            await process.WaitForExitAsync(giveUp.Token);
            return process.ExitCode == 0 ? text : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            process?.Kill(entireProcessTree: true);
            cancel.ThrowIfCancellationRequested();
            return null;
        }
        finally
        {
            process?.Dispose();
        }
    }
}
